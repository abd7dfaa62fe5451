using EqlPS.Rules.Cases;

namespace EqlPS.Rules;

/// <summary>Reads rules from any number of files and folders, and remembers what there is to say of them.</summary>
internal sealed class RuleFiles
{
    private static readonly string[] Extensions = [".toml", ".ndjson", ".json"];

    private readonly List<EqlRule> _rules = [];
    private readonly List<RuleDiagnostic> _diagnostics = [];

    /// <summary>Files read so far.</summary>
    public int Count { get; private set; }

    /// <summary>Adds the rules of a file, or of the files in a folder.</summary>
    /// <param name="path">A path of the file system that exists.</param>
    /// <param name="recurses">Whether folders within a folder are looked into.</param>
    /// <param name="isNamed">Whether the file itself was asked for, so that it has to hold a rule.</param>
    /// <param name="cancellation">Ends the reading between two files.</param>
    public void Add(string path, bool recurses, bool isNamed, CancellationToken cancellation)
    {
        if (Directory.Exists(path) && recurses)
        {
            RuleSet found = RuleSet.Load([path], cancellation);
            _rules.AddRange(found.Rules);
            _diagnostics.AddRange(found.Diagnostics);
            Count += found.FileCount;
            return;
        }

        if (!isNamed && File.Exists(path) && !IsRuleFile(path))
        {
            const string Message = "Passed over: rules stand in .toml, .ndjson and .json files.";
            _diagnostics.Add(new RuleDiagnostic(RuleCodes.NotRuleFile, Message, path, 0, 0, RuleDiagnosticSeverity.Information));
            return;
        }

        foreach (string file in Directory.Exists(path) ? FilesIn(path) : [path])
        {
            cancellation.ThrowIfCancellationRequested();
            RuleReadResult result = RuleReader.Read(file, isNamed && file == path);
            _rules.AddRange(result.Rules);
            _diagnostics.AddRange(result.Diagnostics);
            Count++;
        }
    }

    /// <summary>All rules, of two with one id the higher version, with all findings.</summary>
    public (IReadOnlyList<EqlRule> Rules, IReadOnlyList<RuleDiagnostic> Diagnostics) Complete()
    {
        var set = RuleSet.Create(_rules);
        return (set.Rules, [.. _diagnostics, .. set.Diagnostics]);
    }

    private string[] FilesIn(string folder)
    {
        try
        {
            string[] files = Directory.GetFiles(folder).Where(IsRuleFile).ToArray();
            Array.Sort(files, StringComparer.Ordinal);
            if (files.Length == 0)
            {
                const string Message = "The folder itself holds no .toml, .ndjson or .json file; "
                    + "-Recurse looks into the folders within it.";
                _diagnostics.Add(new RuleDiagnostic(RuleCodes.PathNotFound, Message, folder, 0, 0, RuleDiagnosticSeverity.Error));
            }

            return files;
        }
        catch (Exception error) when (RuleFile.IsAccessFailure(error))
        {
            string message = $"The folder cannot be searched: {error.Message}";
            _diagnostics.Add(new RuleDiagnostic(RuleCodes.FileUnreadable, message, folder, 0, 0, RuleDiagnosticSeverity.Error));
            return [];
        }
    }

    private static bool IsRuleFile(string path) =>
        Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase)
        && !RuleCaseFile.IsCaseFile(path);
}
