using EqlPS.Hunting;
using EqlPS.Rules;
using EqlPS.Tests.Support;

namespace EqlPS.Tests.Hunting;

/// <summary>What lint says of queries that are valid and probably not meant.</summary>
public sealed class RuleLintTests
{
    public static IEnumerable<object[]> Cases => CaseFile.Rows("rule-lint.cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void LintSaysWhatTheCaseExpects(int line, string query, string expected)
    {
        string text = "{\"name\":\"n\",\"rule_id\":\"i\",\"type\":\"eql\",\"query\":" + System.Text.Json.JsonSerializer.Serialize(query) + "}";
        EqlRule rule = RuleReader.Parse(System.Text.Encoding.UTF8.GetBytes(text), "file").Rules.Single();
        CompiledRuleSet set = CompiledRuleSet.Compile([rule]);
        string actual = string.Join(" ", RuleLint.Check(set.Rules.Single()).Select(d => $"{d.Code} {ColumnInQuery(rule, d)}"));
        Assert.True(actual == expected, $"line {line}: {actual}");
    }

    [Fact]
    public void AMisspeltFieldComesWithTheNameThatWasMeant()
    {
        CompiledRuleSet set = CompiledRuleSet.Compile([HuntRunner.Rule("r", "process where proces.name == \"a\"")]);
        Assert.Contains("did you mean", RuleLint.Check(set.Rules.Single()).Single().Message, StringComparison.Ordinal);
        Assert.Contains("[process.name", RuleLint.Check(set.Rules.Single()).Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFieldThatTheRuleListsIsKnown()
    {
        const string File = """{"name":"n","rule_id":"i","type":"eql","query":"any where mine == 1","required_fields":[{"name":"mine","type":"long","ecs":false}]}""";
        CompiledRuleSet set = CompiledRuleSet.Compile(RuleReader.Parse(System.Text.Encoding.UTF8.GetBytes(File), "file").Rules);
        Assert.Empty(RuleLint.Check(set.Rules.Single()));
    }

    [SharedFact]
    public void PublishedRulesAreNotAccusedOfWhatTheyDoNotDo()
    {
        CompiledRuleSet set = CompiledRuleSet.Compile(RuleSet.Load([SharedData.Path("corpus/elastic-rules")]).Rules);
        string[] findings = set.Rules.SelectMany(RuleLint.Check)
            .Where(d => d.Code is RuleLintCodes.FieldUnknown or RuleLintCodes.StageUnreachable or RuleLintCodes.UntilEndsStage)
            .Select(d => d.ToString()).ToArray();
        Assert.True(findings.Length == 0, string.Join("\n", findings));
    }

    private static int ColumnInQuery(EqlRule rule, RuleDiagnostic finding) =>
        Enumerable.Range(0, rule.Query.Length + 1).First(offset => rule.LocateQuery(offset) == (finding.Line, finding.Column)) + 1;
}
