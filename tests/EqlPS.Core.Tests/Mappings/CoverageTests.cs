using EqlPS.Analysis;
using EqlPS.Ast;
using EqlPS.Mappings;
using EqlPS.Parsing;
using EqlPS.Rules;
using EqlPS.Tests.Support;

namespace EqlPS.Tests.Mappings;

/// <summary>Rules that local logs can serve in full read only fields that some mapping produces.</summary>
public sealed class CoverageTests
{
    private const string FullColumn = "ALL(user.id res.+aliases):full";
    private const string FireColumn = "ALL(user.id res.+aliases):fire";

    [SharedFact]
    public void FullyCoveredRulesReadOnlyMappedFields()
    {
        var catalog = new MappingCatalog(MappingSet.BuiltIn, MappingProfile.Default);
        string root = SharedData.Path("corpus/elastic-rules");
        string[] lines = File.ReadAllLines(SharedData.Path("corpus/coverage/windows-eql-coverage.csv"));
        int full = Array.IndexOf(lines[0].Split(','), FullColumn);
        List<string> gaps = [];
        int checkedRules = 0;
        foreach (string[] columns in lines.Skip(1).Select(l => l.Split(',')))
        {
            string path = Path.Combine(root, columns[0]);
            if (columns[full] != "1" || !File.Exists(path))
            {
                continue;
            }

            foreach (EqlRule rule in RuleReader.Read(path).Rules)
            {
                checkedRules++;
                gaps.AddRange(FieldsOf(rule.Query).Where(f => !catalog.Produces(f)).Select(f => $"{columns[0]}: {f}"));
            }
        }

        Assert.True(checkedRules > 150, $"only {checkedRules} rules were found");
        Assert.True(gaps.Count == 0, string.Join("\n", gaps));
    }

    [SharedFact]
    public void RulesThatCanFireOnlyInPartAreListed()
    {
        var catalog = new MappingCatalog(MappingSet.BuiltIn, MappingProfile.Default);
        string root = SharedData.Path("corpus/elastic-rules");
        string[] lines = File.ReadAllLines(SharedData.Path("corpus/coverage/windows-eql-coverage.csv"));
        string[] names = lines[0].Split(',');
        int full = Array.IndexOf(names, FullColumn);
        int fire = Array.IndexOf(names, FireColumn);
        var rows = new List<string>();
        foreach (string[] columns in lines.Skip(1).Select(l => l.Split(',')).Where(c => c[fire] == "1" && c[full] != "1"))
        {
            string path = Path.Combine(root, columns[0]);
            foreach (EqlRule rule in File.Exists(path) ? RuleReader.Read(path).Rules : [])
            {
                string[] missing = FieldsOf(rule.Query).Where(f => !catalog.Produces(f)).Order(StringComparer.Ordinal).ToArray();
                string shown = missing.Length == 0 ? "none; its parts ask for different events"
                    : string.Join(", ", missing.Select(f => $"`{f}`"));
                rows.Add($"| {rule.Name.Replace("|", "\\|", StringComparison.Ordinal)} | {shown} |");
            }
        }

        Assert.True(rows.Count > 10, $"only {rows.Count} rules");
        MappingDocumentationTests.CheckPart("partial", "| rule | fields that no local log has |", rows.Order(StringComparer.Ordinal));
    }

    // Fields that a query marks as optional may be missing.
    private static IEnumerable<string> FieldsOf(string text)
    {
        ParseResult parsed = EqlParser.Parse(text);
        Assert.NotNull(parsed.Query);
        return FieldCollector.Collect(parsed.Query, "event.category").Where(f => !text.Contains("?" + f, StringComparison.Ordinal));
    }
}
