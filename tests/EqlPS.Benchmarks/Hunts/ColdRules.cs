using System.Diagnostics;
using EqlPS.Hunting;
using EqlPS.Rules;

namespace EqlPS.Benchmarks.Hunts;

/// <summary>
/// A folder of many rule files, made of copies of others with ids of their own, to be read by a process that has just started.
/// </summary>
internal sealed class ColdRules : IDisposable
{
    /// <summary>How many rules there are.</summary>
    public const int Count = 1_024;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eqlps-rules-");

    /// <param name="rules">A folder of rules in EQL.</param>
    public ColdRules(string rules)
    {
        EqlRule[] originals = RuleSet.Load([rules]).Rules.Where(r => r.Language == "eql")
            .OrderBy(r => r.RuleId, StringComparer.Ordinal).ToArray();
        for (int i = 0; i < Count && originals.Length > 0; i++)
        {
            EqlRule original = originals[i % originals.Length];
            int copy = i / originals.Length;
            string text = File.ReadAllText(original.Path);
            File.WriteAllText(
                System.IO.Path.Combine(_folder.FullName, FormattableString.Invariant($"{i:0000}.toml")),
                copy == 0 ? text : text.Replace(original.RuleId, FormattableString.Invariant($"{original.RuleId}-{copy}")));
        }
    }

    public string Path => _folder.FullName;

    /// <summary>
    /// Reads and compiles a folder as a hunt does, and writes the number of rules and the milliseconds since the process started.
    /// </summary>
    public static int Measure(string folder)
    {
        CompiledRuleSet rules = CompiledRuleSet.Compile(RuleSet.Load([folder]).Rules);
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(FormattableString.Invariant($"{rules.Rules.Count} {(DateTime.Now - process.StartTime).TotalMilliseconds}"));
        return 0;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
