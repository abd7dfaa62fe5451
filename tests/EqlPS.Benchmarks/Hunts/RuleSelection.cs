using EqlPS.Hunting;
using EqlPS.Rules;

namespace EqlPS.Benchmarks.Hunts;

/// <summary>The rule sets that hunts are measured with, in the order of their ids, so that everybody measures the same.</summary>
internal static class RuleSelection
{
    public const string One = "1 rule";
    public const string Hundred = "100 rules";
    public const string Windows = "all Windows rules";
    public const string All = "all rules";

    private static readonly RuleFilter ForWindows = new() { Tags = ["OS: Windows"] };

    public static IReadOnlyList<string> Names { get; } = [One, Hundred, Windows, All];

    /// <summary>Compiles one of the sets from the rules below some folders or files.</summary>
    public static CompiledRuleSet Compile(string name, IReadOnlyList<string> paths)
    {
        EqlRule[] rules = RuleSet.Load(paths).Rules.Where(r => r.Language == "eql").OrderBy(r => r.RuleId, StringComparer.Ordinal).ToArray();
        EqlRule[] windows = rules.Where(ForWindows.Accepts).ToArray();
        return CompiledRuleSet.Compile(name switch
        {
            // The middle one of the rules for one event: neither the plainest nor the longest.
            One => windows.Where(r => !r.Query.TrimStart().StartsWith("sequence", StringComparison.Ordinal))
                .OrderBy(r => r.Query.Length).ThenBy(r => r.RuleId, StringComparer.Ordinal).ToArray() is { Length: > 0 } singles
                ? [singles[singles.Length / 2]] : [],
            Hundred => windows.Where((_, i) => (i + 1) * 100 / windows.Length != i * 100 / windows.Length),
            Windows => windows,
            _ => rules,
        });
    }
}
