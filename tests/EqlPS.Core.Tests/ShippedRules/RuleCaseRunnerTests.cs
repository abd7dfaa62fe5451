using System.Text;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Events.Input;
using EqlPS.Rules;
using EqlPS.Rules.Cases;
using EqlPS.Tests.Support;

namespace EqlPS.Tests.ShippedRules;

/// <summary>The runner of cases: what passes, what fails with which words and place, and what is not run.</summary>
public class RuleCaseRunnerTests
{
    private const string Rule = "process where process.name : \"a*\"";

    [Theory]
    [InlineData("'alert'", "{\"event.category\": \"process\", \"process.name\": \"ab\"}", null)]
    [InlineData("'none'", "{\"event.category\": \"process\", \"process.name\": \"ba\"}", null)]
    [InlineData("1", "{\"event.category\": \"file\"}", "The rule gives no alert, not 1 alert.")]
    [InlineData("'none'", "{\"event.category\": \"process\", \"process.name\": \"A\"}", "The rule gives 1 alert, not no alert.")]
    [InlineData(
        "3", "{\"event.category\": \"process\", \"process.name\": \"A\"}\n{\"event.category\": \"process\", \"process.name\": \"A\"}",
        "The rule gives 2 alerts, not 3 alerts.")]
    [InlineData("0", "[]", "The case holds no event.")]
    public void Alerts_are_counted(string expect, string events, string? message)
    {
        RuleCaseResult result = RunOne(Rule, Case(expect, events));

        Assert.Equal(message is null ? RuleCaseOutcome.Passed : RuleCaseOutcome.Failed, result.Outcome);
        Assert.Equal(message, result.Message);
    }

    [Fact]
    public void A_sequence_is_one_alert_in_whatever_order_its_events_stand()
    {
        const string Sequence = "sequence by id with maxspan=1s [a where true] [b where true]";
        const string Events = """
            {"@timestamp": "2024-05-14T09:00:01Z", "event.category": "b", "id": 1}
            {"@timestamp": "2024-05-14T09:00:00Z", "event.category": "a", "id": 1}
            """;

        Assert.Equal(RuleCaseOutcome.Passed, RunOne(Sequence, Case("'alert'", Events)).Outcome);
    }

    [Fact]
    public void Fields_that_the_rule_names_instead_of_the_usual_ones_are_used()
    {
        const string Events = """
            {"when": 2, "kind": "a", "n": 1}
            {"when": 1, "kind": "b", "n": 2}
            {"when": 1, "kind": "a", "n": 1}
            """;
        const string Fields = "event_category_override = 'kind'\ntimestamp_field = 'when'\ntiebreaker_field = 'n'\n";

        RuleCaseResult result = RunOne("sequence [a where true] [b where true] [a where true]", Case("'alert'", Events), Fields);

        Assert.Equal(RuleCaseOutcome.Passed, result.Outcome);
    }

    [Fact]
    public void A_case_with_an_event_that_cannot_be_read_fails_where_it_stands()
    {
        const string Events = "{\"event.category\": \"process\", \"process.name\": \"ä\"}\n{\"event.category\": 1,}";

        RuleCaseResult result = RunOne(Rule, Case("'none'", Events));

        Assert.Equal((RuleCaseOutcome.Failed, null), (result.Outcome, result.Alerts));
        Assert.StartsWith("An event cannot be read: ", result.Message);
        Assert.Equal("6:1", result.Position.ToString());
    }

    [Fact]
    public void Content_of_another_kind_is_a_failure_and_no_exception()
    {
        RuleCaseResult result = RunOne(Rule, Case("'none'", "{}\\u0000", quote: "\"\"\""));

        Assert.Equal(RuleCaseOutcome.Failed, result.Outcome);
        Assert.Equal(5, result.Position.Line);
    }

    [Fact]
    public void Run_time_faults_are_counted()
    {
        RuleCaseResult result = RunOne("any where cidrmatch(ip, \"10.0.0.0/8\")", Case("0", "{\"ip\": \"10.0.0\"}"));

        Assert.Equal((RuleCaseOutcome.Passed, 1), (result.Outcome, result.Faults));
    }

    [Fact]
    public void All_cases_of_a_refused_query_fail()
    {
        RuleCaseResult result = RunOne("process were true", Case("0", "{}"));

        Assert.Equal(RuleCaseOutcome.Failed, result.Outcome);
        Assert.StartsWith("The rule's query is refused: ", result.Message);
    }

    [Fact]
    public void Events_that_need_a_mapping_are_not_run_without_one_and_run_with_it()
    {
        RuleCaseFile file = Case("'none'", "{\"event.category\": \"process\", \"process.name\": \"ab\"}", "xml");
        RuleCaseResult unmapped = RunOne(Rule, file);
        Assert.Equal((RuleCaseOutcome.NotRun, null), (unmapped.Outcome, unmapped.Alerts));
        Assert.NotNull(unmapped.Message);

        var opened = new List<string>();
        EventReader Open(InputSource source, FieldTable fields)
        {
            opened.Add(source.Name);
            return PlainEvents.Open(source, fields);
        }

        RuleCaseResult mapped = RunOne(Rule, file, open: Open);
        Assert.Equal((RuleCaseOutcome.Failed, 1), (mapped.Outcome, mapped.Alerts));
        Assert.Equal(["n"], opened);
    }

    [Fact]
    public void A_report_says_for_each_rule_what_became_of_its_cases()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "a.toml"), RuleText("a", Rule, ""));
            const string Cases = "[[case]]\nname='x'\nexpect=1\nevents='{}'\n[[case]]\nname='y'\nexpect=0\nevents='{}'\n";
            File.WriteAllText(Path.Combine(folder, "a.cases.toml"), Cases);
            File.WriteAllText(Path.Combine(folder, "b.toml"), RuleText("b", Rule, ""));
            File.WriteAllText(Path.Combine(folder, "c.toml"), RuleText("c", Rule, ""));
            File.WriteAllText(Path.Combine(folder, "c.cases.toml"), "[[case]]\nname='x'\n");
            RuleSet rules = RuleSet.Load([folder]);

            RuleCaseReport[] reports = RuleCaseSuite.Run(rules.Rules, new RuleCaseRunner(), CancellationToken.None).ToArray();

            Assert.Equal(["a", "b", "c"], reports.Select(r => r.Rule.Name));
            Assert.Equal([true, false, true], reports.Select(r => r.HasFailed));
            Assert.Equal([true, false, true], reports.Select(r => r.File is not null));
            Assert.Equal(1, reports[0].Count(RuleCaseOutcome.Passed));
            Assert.Equal(1, reports[0].Count(RuleCaseOutcome.Failed));
            Assert.Equal(0, reports[0].Count(RuleCaseOutcome.NotRun));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Cancellation_ends_the_run()
    {
        RuleCaseFile file = Case("0", "{}");
        EqlRule rule = Read(Rule, "");

        Assert.Throws<OperationCanceledException>(() => new RuleCaseRunner().Run(rule, file.Cases, new CancellationToken(canceled: true)));
    }

    private static RuleCaseFile Case(string expect, string events, string format = "ecs", string quote = "'''")
    {
        string toml = $"[[case]]\nname = 'n'\nexpect = {expect}\nevents = {quote}\n{events}{quote}\nformat = '{format}'\n";
        RuleCaseFile file = RuleCaseFile.Parse(Encoding.UTF8.GetBytes(toml), "f");
        Assert.Empty(file.Diagnostics);
        return file;
    }

    private static RuleCaseResult RunOne(
        string query, RuleCaseFile file, string fields = "", Func<InputSource, FieldTable, EventReader>? open = null) =>
        Assert.Single(new RuleCaseRunner(open).Run(Read(query, fields), file.Cases, CancellationToken.None));

    private static EqlRule Read(string query, string fields) =>
        Assert.Single(RuleReader.Parse(Encoding.UTF8.GetBytes(RuleText("n", query, fields)), "r.toml").Rules);

    private static string RuleText(string name, string query, string fields) =>
        $"[rule]\nname = '{name}'\nrule_id = '{name}'\ntype = 'eql'\n{fields}query = '''{query}'''\n";
}
