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

    // Fields that a query marks as optional may be missing.
    private static IEnumerable<string> FieldsOf(string text)
    {
        ParseResult parsed = EqlParser.Parse(text);
        Assert.NotNull(parsed.Query);
        return FieldCollector.Collect(parsed.Query, "event.category").Where(f => !text.Contains("?" + f, StringComparison.Ordinal));
    }
}
