using System.Diagnostics.CodeAnalysis;
using EqlPS.Toml;

namespace EqlPS.Rules;

/// <summary>Rules from any number of files, each id once, and everything there is to say about those files. Immutable.</summary>
public sealed class RuleSet
{
    private readonly Dictionary<string, EqlRule> _byId;

    private RuleSet(IReadOnlyList<EqlRule> rules, IReadOnlyList<RuleDiagnostic> diagnostics, int files, Dictionary<string, EqlRule> byId)
    {
        Rules = rules;
        Diagnostics = diagnostics;
        FileCount = files;
        _byId = byId;
    }

    /// <summary>The rules in the order of their files.</summary>
    public IReadOnlyList<EqlRule> Rules { get; }

    /// <summary>Findings in the order of the files, then rules of an id that another rule won.</summary>
    public IReadOnlyList<RuleDiagnostic> Diagnostics { get; }

    /// <summary>Files that were opened.</summary>
    public int FileCount { get; }

    /// <summary>The rule with this id, compared ordinally.</summary>
    public bool TryGet(string ruleId, [NotNullWhen(true)] out EqlRule? rule) => _byId.TryGetValue(ruleId, out rule);

    /// <summary>Loads files, folders at any depth, and paths with <c>*</c>, <c>?</c> and <c>**</c>; a bad file costs no other.</summary>
    /// <param name="paths">What to load; a file met twice is read once.</param>
    /// <param name="cancellationToken">Ends the loading between two files.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static RuleSet Load(IEnumerable<string> paths, CancellationToken cancellationToken = default)
    {
        List<RuleDiagnostic> diagnostics = [];
        List<EqlRule> rules = [];
        HashSet<string> opened = new(Path.DirectorySeparatorChar == '\\' ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (string path in paths)
        {
            foreach (RulePaths.Found file in RulePaths.Find(path, diagnostics))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (opened.Add(Path.GetFullPath(file.Path)))
                {
                    RuleReadResult result = RuleReader.Read(file.Path, file.IsNamed);
                    rules.AddRange(result.Rules);
                    diagnostics.AddRange(result.Diagnostics);
                }
            }
        }

        return Create(rules, diagnostics, opened.Count);
    }

    /// <summary>A set of rules that are there already; of two with one id the higher version stays, then the first.</summary>
    public static RuleSet Create(IEnumerable<EqlRule> rules) => Create(rules, [], 0);

    private static RuleSet Create(IEnumerable<EqlRule> rules, List<RuleDiagnostic> diagnostics, int files)
    {
        List<EqlRule> kept = [];
        Dictionary<string, int> places = new(TomlKeyComparer.Instance);
        foreach (EqlRule rule in rules)
        {
            if (!places.TryGetValue(rule.RuleId, out int place))
            {
                places.Add(rule.RuleId, kept.Count);
                kept.Add(rule);
                continue;
            }

            EqlRule other = kept[place];
            bool wins = rule.Version > other.Version;
            kept[place] = wins ? rule : other;
            diagnostics.Add(Describe(wins ? other : rule, wins ? rule : other));
        }

        Dictionary<string, EqlRule> byId = new(TomlKeyComparer.Instance);
        foreach (EqlRule rule in kept)
        {
            byId.Add(rule.RuleId, rule);
        }

        return new RuleSet(kept, diagnostics, files, byId);
    }

    private static RuleDiagnostic Describe(EqlRule loser, EqlRule winner)
    {
        string id = TomlScanner.Show(loser.RuleId);
        string place = FormattableString.Invariant($"version {winner.Version} of {winner.Path}, line {winner.Line}");
        string message = FormattableString.Invariant($"Version {loser.Version} of rule {id} is left out: {place}, has the same rule_id.");
        return new RuleDiagnostic(RuleCodes.Duplicate, message, loser.Path, loser.Line, 1, RuleDiagnosticSeverity.Warning);
    }
}
