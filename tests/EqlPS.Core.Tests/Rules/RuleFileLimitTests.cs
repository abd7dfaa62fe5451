using System.Text;
using EqlPS.Rules;

namespace EqlPS.Tests.Rules;

/// <summary>What a rule file may hold at the most, and what is said of one that holds more.</summary>
public sealed class RuleFileLimitTests
{
    [Fact]
    public void Content_over_the_limit_is_an_error()
    {
        byte[] content = new byte[RuleReader.MaximumFileSize + 1];
        content.AsSpan().Fill((byte)' ');

        Assert.Equal(RuleCodes.FileTooLarge, Assert.Single(RuleReader.Parse(content, "test").Diagnostics).Code);
        Assert.Equal(RuleCodes.NotRuleFile, Assert.Single(RuleReader.Parse(content.AsSpan(1), "test").Diagnostics).Code);
    }

    [Fact]
    public void An_object_of_too_many_values_is_an_error()
    {
        string zeros = string.Concat(Enumerable.Repeat("0,", 1_000_000)) + "0";
        RuleReadResult result = Read($$"""
            {"name":"n","rule_id":"i","type":"eql","query":"any where true","x":[{{zeros}}]}
            {"name":"n","rule_id":"i","type":"eql","query":"any where true"}
            """);

        Assert.Equal("This object or array holds more than 1,000,000 values; split it.", Assert.Single(result.Diagnostics).Message);
        Assert.Equal(2, Assert.Single(result.Rules).Line);
    }

    [Fact]
    public void Findings_of_one_file_end_at_a_limit()
    {
        string tags = string.Concat(Enumerable.Repeat("1, ", 5_000));
        RuleReadResult toml = Read($"[rule]\nname = 'n'\ntype = 'eql'\nrule_id = 'i'\nquery = 'any where true'\ntags = [{tags}]");
        RuleReadResult json = Read(string.Concat(Enumerable.Repeat("{\"a\":[\n", 5_000)));

        Assert.Single(toml.Rules);
        Assert.Equal(RuleFindings.Limit + 1, toml.Diagnostics.Count);
        Assert.Equal(51, json.Diagnostics.Count);
        RuleDiagnostic more = toml.Diagnostics[^1];
        RuleDiagnostic rest = json.Diagnostics[^1];
        Assert.Equal((RuleCodes.TooManyFindings, RuleDiagnosticSeverity.Warning), (more.Code, more.Severity));
        Assert.Equal((RuleCodes.TooManyFindings, RuleDiagnosticSeverity.Error), (rest.Code, rest.Severity));
    }

    private static RuleReadResult Read(string text) => RuleReader.Parse(Encoding.UTF8.GetBytes(text), "test");
}
