using EqlPS.Hunting;
using EqlPS.Rules;
using static EqlPS.Tests.Hunting.HuntRunner;

namespace EqlPS.Tests.Hunting;

/// <summary>Which rules could not have fired, and why.</summary>
public sealed class CoverageTests
{
    [Theory]
    [InlineData("file where true", "no event has event.category \"file\"")]
    [InlineData("Process where true", "no event has event.category \"Process\"")]
    [InlineData("process where host.os.type == \"macos\"", "no event has host.os.type \"macos\"")]
    [InlineData("process where host.os.type : (\"WINDOWS\", \"macos\")", null)]
    [InlineData("process where absent == 1", "no event has absent")]
    [InlineData("process where present == 99", null)]
    [InlineData("process where absent == null", null)]
    [InlineData("process where not absent == 1", null)]
    [InlineData("process where absent == 1 or present == 2", null)]
    [InlineData("process where absent == 1 or missing == 2", "no event has absent, and no event has missing")]
    [InlineData("process where length(absent) > 1", null)]
    [InlineData("sequence by absent [process where true] [process where true]", "no event has absent")]
    [InlineData("sequence by ?absent [process where true] [process where true]", null)]
    [InlineData("sequence with maxspan=1m [process where true] ![file where true]", null)]
    [InlineData("sequence [process where true] [file where true]", "no event has event.category \"file\"")]
    [InlineData("process where true | filter absent == 1", "filter: no result has absent")]
    [InlineData("process where true | filter absent == 1 or missing == 2", "filter: no result has absent, and filter: no result has missing")]
    [InlineData("process where true | filter absent == null and present == 2", null)]
    [InlineData("process where true | filter present == 99", null)]
    [InlineData("process where true | filter present == 1 | filter absent == 1", "filter: no result has absent")]
    [InlineData("process where present == 99 | filter absent == 1", null)]
    public void WhatNeverOccursIsNamed(string query, string? reason)
    {
        HuntResult result = Run([Rule("r", query)], Event(1, "\"present\":1,\"host.os.type\":\"windows\""));
        Assert.Equal(reason, result.Gaps.SingleOrDefault()?.Reason);
    }

    [Theory]
    [InlineData("process where file.path in (\"a*\", \"b\")", "WildcardIsLiteral 1,29")]
    [InlineData("process where user.id == \"x\" and not user.name == \"*y\"", "WildcardIsLiteral 1,51")]
    [InlineData("process where user.id : \"*x\" and user.name like \"y*\" and host.id == \"what?\"", null)]
    [InlineData("file where file.path == \"\\\\\\\\*\\\\C$\"", null)]
    [InlineData("sequence with maxspan=10m [any where true] [any where true]", "MaxSpanBeyondLookBack 1,10")]
    [InlineData("sequence with maxspan=6m [any where true] [any where true]", null)]
    public void LintTellsWhatIsProbablyNotMeant(string query, string? expected)
    {
        RuleReadResult read = RuleReader.Parse(System.Text.Encoding.UTF8.GetBytes(
            "[rule]\nrule_id='x'\nname='x'\ndescription='x'\nrisk_score=1\nseverity='low'\ntype='eql'\nlanguage='eql'\nquery='''" + query + "'''\n"), "file");
        CompiledRuleSet set = CompiledRuleSet.Compile(read.Rules);
        RuleDiagnostic? finding = RuleLint.Check(set.Rules.Single()).SingleOrDefault();
        Assert.Equal(expected, finding is null ? null : $"{finding.Code} {finding.Line - 8},{finding.Column - "query='''".Length}");
    }

    [Fact]
    public void FiltersChooseByWhatRulesSayOfThemselves()
    {
        EqlRule rule = new()
        {
            RuleId = "abc-1", Name = "Some Rule", RiskScore = 50, Severity = RuleSeverity.High, Tags = ["OS: Linux"],
            Threat = [new("MITRE ATT&CK", new("TA0002", "Execution", ""), [new("T1059", "Interpreter", "", [new("T1059.004", "Unix Shell", "")])])],
        };
        RuleFilter[] accepting =
        [
            new(), new() { Severities = [RuleSeverity.High, RuleSeverity.Low] }, new() { MinimumRisk = 50 }, new() { Tags = ["os: *"] }, new() { Tactics = ["ta0002"] },
            new() { Tactics = ["x", "execution"] }, new() { Techniques = ["T1059"] }, new() { Techniques = ["T1059.*"] }, new() { Techniques = ["unix shell"] },
            new() { Ids = ["ABC-1"] }, new() { Names = ["*rule"] },
        ];
        RuleFilter[] refusing =
        [
            new() { Severities = [RuleSeverity.Low] }, new() { MinimumRisk = 51 }, new() { Tags = ["OS"] }, new() { Tactics = ["TA0003"] }, new() { Techniques = ["T1059.001"] },
            new() { Ids = ["abc"] }, new() { Names = ["rule"] }, new() { Names = ["*"], MinimumRisk = 90 },
        ];
        Assert.All(accepting, filter => Assert.True(filter.Accepts(rule)));
        Assert.All(refusing, filter => Assert.False(filter.Accepts(rule)));
    }
}
