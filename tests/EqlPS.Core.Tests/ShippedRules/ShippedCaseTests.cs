using EqlPS.Rules;
using EqlPS.Rules.Cases;

namespace EqlPS.Tests.ShippedRules;

/// <summary>The cases beside the rules that ship: each gives what it promises, together they notice every change of a condition.</summary>
public class ShippedCaseTests
{
    public static TheoryData<string> Rows => ShippedRule.Rows;

    public static TheoryData<string, string> Cases
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (string name in ShippedRule.Names)
            {
                foreach (RuleCase ruleCase in ReadCases(name).Where(c => c.Format == RuleCaseFormat.Ecs))
                {
                    rows.Add(name, ruleCase.Name);
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_case_on_ecs_documents_passes(string rule, string name)
    {
        RuleCase ruleCase = ReadCases(rule).Single(c => c.Name == name);
        RuleCaseResult result = Assert.Single(new RuleCaseRunner().Run(ShippedRule.Read(rule), [ruleCase], CancellationToken.None));

        Assert.Null(result.Message);
        Assert.Equal((RuleCaseOutcome.Passed, 0), (result.Outcome, result.Faults));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Every_rule_has_cases_of_both_kinds(string rule)
    {
        IReadOnlyList<RuleCase> cases = ReadCases(rule);

        Assert.True(cases.Count >= 10);
        foreach (IGrouping<RuleCaseFormat, RuleCase> form in cases.GroupBy(c => c.Format))
        {
            Assert.Contains(form, c => c.ExpectedAlerts > 0);
            Assert.Contains(form, c => c.ExpectedAlerts == 0);
        }

        // Sysmon for Windows sees nothing that the rule for Linux could match.
        Assert.Equal(rule != "cat_network_activity", cases.Any(c => c.Format == RuleCaseFormat.Xml));
    }

    [Theory]
    [MemberData(nameof(QueryChange.Rows), MemberType = typeof(QueryChange))]
    public void Some_case_notices_a_changed_condition(int line, string place, string to)
    {
        var change = QueryChange.Parse(place, to);
        EqlRule changed = change.Apply(ShippedRule.Read(change.Rule));

        IReadOnlyList<RuleCaseResult> results = new RuleCaseRunner().Run(changed, ReadCases(change.Rule), CancellationToken.None);

        Assert.True(results.Any(r => r.Outcome == RuleCaseOutcome.Failed), $"line {line}: no case fails");
        Assert.All(results, r => Assert.True(r.Alerts is not null || r.Outcome == RuleCaseOutcome.NotRun, r.Message));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Every_case_on_raw_events_is_not_run_without_a_mapping(string rule)
    {
        RuleCase[] raw = ReadCases(rule).Where(c => c.Format == RuleCaseFormat.Xml).ToArray();

        IReadOnlyList<RuleCaseResult> results = new RuleCaseRunner().Run(ShippedRule.Read(rule), raw, CancellationToken.None);

        Assert.Equal(raw.Length, results.Count);
        Assert.All(results, r => Assert.Equal((RuleCaseOutcome.NotRun, null), (r.Outcome, r.Alerts)));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Every_case_on_raw_events_passes_with_a_plain_mapping(string rule)
    {
        RuleCase[] raw = ReadCases(rule).Where(c => c.Format == RuleCaseFormat.Xml).ToArray();

        IReadOnlyList<RuleCaseResult> results = new RuleCaseRunner(SysmonTwin.Open).Run(ShippedRule.Read(rule), raw, CancellationToken.None);

        Assert.Equal(raw.Length, results.Count);
        Assert.All(results, r => Assert.Equal((r.Case.Name, RuleCaseOutcome.Passed, 0), (r.Case.Name, r.Outcome, r.Faults)));
        Assert.All(raw.SelectMany(c => SysmonTwin.Events(c.Events)), e =>
        {
            Assert.Equal("Microsoft-Windows-Sysmon/Operational", SysmonTwin.System(e, "Channel"));
            Assert.Equal("http://schemas.microsoft.com/win/2004/08/events/event", e.Name.NamespaceName);
        });
    }

    private static IReadOnlyList<RuleCase> ReadCases(string rule)
    {
        RuleCaseFile file = RuleCaseFile.Read(RuleCaseFile.PathFor(ShippedRule.PathOf(rule))!);
        Assert.Empty(file.Diagnostics);
        return file.Cases;
    }
}
