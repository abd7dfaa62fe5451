using EqlPS.Hunting;
using EqlPS.Rules;
using EqlPS.Values;
using static EqlPS.Tests.Hunting.HuntRunner;

namespace EqlPS.Tests.Hunting;

/// <summary>Which alerts a hunt gives, and in what order.</summary>
public sealed class HuntTests
{
    private static readonly EqlRule Cmd = Rule("cmd", "process where process.name : \"cmd.exe\"");
    private static readonly EqlRule Pair = Rule("pair", "sequence by id with maxspan=10s [process where a == 1] [process where a == 2]");
    private static readonly EqlRule Absent = Rule("absent", "sequence by id with maxspan=5s [process where a == 1] ![process where a == 2]");

    [Fact]
    public void SingleEventsAlertInOrderOfTime()
    {
        string log = Event(3, "\"process.name\":\"CMD.exe\"") + Event(1, "\"process.name\":\"cmd.exe\"") + Event(2, "\"process.name\":\"other\"");
        Assert.Equal("cmd:1 cmd:3", Short(Run([Cmd], log)));
    }

    [Fact]
    public void SequencesSpanSourcesInAnyOrder()
    {
        string first = Event(1, "\"id\":7,\"a\":1") + Event(2, "\"id\":8,\"a\":1");
        string second = Event(4, "\"id\":8,\"a\":2") + Event(3, "\"id\":7,\"a\":2");
        Assert.Equal("pair:1+3 pair:2+4", Short(Run([Pair], second, first)));
        Assert.Equal("pair:1+3 pair:2+4", Short(Run([Pair], first, second)));
    }

    [Fact]
    public void AnEventMayConcernSeveralRulesAndStages()
    {
        EqlRule twice = Rule("twice", "sequence by id [process where a == 1] [process where a >= 1]");
        string log = Event(1, "\"id\":7,\"a\":1,\"process.name\":\"cmd.exe\"") + Event(2, "\"id\":7,\"a\":1") + Event(3, "\"id\":7,\"a\":2");
        Assert.Equal("cmd:1 twice:1+2 pair:2+3 twice:2+3", Short(Run([twice, Pair, Cmd], log)));
    }

    [Fact]
    public void MissingStagesAreNullInAlerts() =>
        Assert.Equal("absent:1+-", Short(Run([Absent], Event(1, "\"id\":7,\"a\":1") + Event(20, "\"id\":9,\"a\":3"))));

    [Fact]
    public void ASequenceThatTheEndOfDataCutsIsPending()
    {
        HuntResult result = Run([Absent], Event(1, "\"id\":7,\"a\":1") + Event(3, "\"id\":9,\"a\":3"));
        Assert.Empty(result.Alerts);
        Assert.Single(result.Rules.Single().Pending);
    }

    [Fact]
    public void TheSameRecordInTwoSourcesCountsOnce()
    {
        string log = Event(1, "\"process.name\":\"cmd.exe\"") + Event(2, "\"process.name\":\"cmd.exe\"");
        HuntResult once = Run([Cmd], log);
        HuntResult twice = Run([Cmd], log, log);
        Assert.Equal(once.Alerts.Select(a => a.Id), twice.Alerts.Select(a => a.Id));
        Assert.Equal(2, twice.Counts.Duplicates);
        Assert.Equal(4, twice.Counts.Events);
    }

    [Fact]
    public void IdenticalRecordsInOneSourceAreTwoAlerts()
    {
        string line = Event(1, "\"process.name\":\"cmd.exe\"");
        HuntResult result = Run([Cmd], line + line, line + line);
        Assert.Equal(2, result.Alerts.Select(a => a.Id).Distinct().Count());
        Assert.Equal(2, result.Alerts.Count);
    }

    [Fact]
    public void AlertIdsDependOnRuleAndContentAlone()
    {
        string log = Event(1, "\"process.name\":\"cmd.exe\"");
        string id = Run([Cmd], log).Alerts.Single().Id;
        Assert.Equal(id, Run([Pair, Cmd], Event(9, "\"id\":1"), log).Alerts.Single().Id);
        Assert.NotEqual(id, Run([Rule("other", Cmd.Query)], log).Alerts.Single().Id);
        Assert.Matches("^[0-9a-f]{64}$", id);
    }

    [Fact]
    public void SourceOrderDoesNotMatter()
    {
        var random = new Random(5);
        string[] sources = Enumerable.Range(0, 6)
            .Select(s => string.Concat(Enumerable.Range(0, 30).Select(_ => Event(random.Next(60), $"\"id\":{random.Next(4)},\"a\":{random.Next(1, 4)},\"process.name\":\"cmd.exe\""))))
            .ToArray();
        string expected = Ids(Run([Cmd, Pair, Absent], sources));
        for (int i = 0; i < 5; i++)
        {
            string[] shuffled = sources.OrderBy(_ => random.Next()).ToArray();
            Assert.Equal(expected, Ids(Run([Cmd, Pair, Absent], shuffled)));
        }

        // Of a record in several sources the first one met is shown, whose position places it among others of the same instant.
        static string Ids(HuntResult result) => string.Join(" ", result.Alerts.Select(a => a.Id).OrderBy(id => id, StringComparer.Ordinal));
    }

    [Fact]
    public void RuleFieldsOverrideCategoryAndOrder()
    {
        var rule = new EqlRule
        {
            RuleId = "own", Name = "own", Query = "sequence by id [start where true] [stop where true]", EventCategoryOverride = "kind", TimestampField = "when",
            TiebreakerField = "tie",
        };
        string log = Event(1, "\"kind\":\"stop\",\"id\":1,\"when\":\"2024-01-01T00:00:00Z\",\"tie\":2")
            + Event(2, "\"kind\":\"start\",\"id\":1,\"when\":\"2024-01-01T00:00:00Z\",\"tie\":1");
        Assert.Equal("own:2+1", Short(Run([rule, Cmd], log)));
    }

    [Fact]
    public void PipesApplyToTheResultsOfTheirRule() =>
        Assert.Equal("p:3", Short(Run([Rule("p", "process where a == 1 | tail 1")], Event(1, "\"a\":1") + Event(3, "\"a\":1"))));

    [Fact]
    public void RefusedRulesAreFindingsAndTheOthersRun()
    {
        CompiledRuleSet set = CompiledRuleSet.Compile([Rule("bad", "process where"), Rule("rows", "process where true | count"), Cmd]);
        Assert.Equal(["cmd"], set.Rules.Select(r => r.Rule.RuleId));
        Assert.Equal(2, set.Diagnostics.Count(d => d.Severity == RuleDiagnosticSeverity.Error));
        Assert.Contains(set.Diagnostics, d => d.Code == "RuleMakesRows");
    }

    [Theory]
    [InlineData("2024-05-01T00:00:02Z", null, "cmd:2 cmd:3")]
    [InlineData(null, "2024-05-01T00:00:02Z", "cmd:1 cmd:2")]
    [InlineData("2024-05-01T00:00:02Z", "2024-05-01T00:00:02Z", "cmd:2")]
    [InlineData("2024-05-02||-1d", "2024-05-01||/d", "cmd:1 cmd:2 cmd:3")]
    public void TheWindowIncludesItsBounds(string? since, string? until, string expected)
    {
        string log = string.Concat(Enumerable.Range(1, 3).Select(n => Event(n, "\"process.name\":\"cmd.exe\"")));
        var options = new HuntOptions { Since = Time(since, isEnd: false), Until = Time(until, isEnd: true) };
        HuntResult result = Run([Cmd], options, null, log + "{\"event.category\":\"process\",\"process.name\":\"cmd.exe\",\"n\":9}\n");
        Assert.Equal(expected, Short(result));
        Assert.Equal(4 - result.Alerts.Count, result.Counts.OutsideWindow);
    }

    [Theory]
    [InlineData("2024-05-02", null, "all 3 events are before 2024-05-02T00:00:00.000Z")]
    [InlineData(null, "2024-04-30T08:00:00Z", "all 3 events are after 2024-04-30T08:00:00.999Z")]
    [InlineData("2024-05-01T00:00:02.500Z", "2024-05-01T00:00:02.700Z",
        "all 3 events are outside of the time asked for: 2 before 2024-05-01T00:00:02.500Z, 1 after 2024-05-01T00:00:02.700Z")]
    public void AWindowThatExcludesEverythingIsTheReason(string? since, string? until, string expected)
    {
        string log = string.Concat(Enumerable.Range(1, 3).Select(n => Event(n, "\"process.name\":\"cmd.exe\"")));
        var options = new HuntOptions { Since = Time(since, isEnd: false), Until = Time(until, isEnd: true) };
        Assert.Equal([expected, expected], Run([Cmd, Pair], options, null, log).Gaps.Select(gap => gap.Reason));
    }

    [Fact]
    public void TheOnlyEventMayHaveNoTime()
    {
        HuntResult result = Run([Cmd], new HuntOptions { Since = Time("2024-05-02", isEnd: false) }, null, "{\"event.category\":\"process\"}\n");
        Assert.Equal("the only event is without a time", result.Gaps.Single().Reason);
    }

    [Fact]
    public void TheLimitKeepsTheEarliestOfEachRule()
    {
        string log = string.Concat(new[] { 3, 1, 2 }.Select(n => Event(n, "\"process.name\":\"cmd.exe\"")));
        HuntResult result = Run([Cmd], new HuntOptions { MaxAlertsPerRule = 2 }, null, log);
        Assert.Equal("cmd:1 cmd:2", Short(result));
        Assert.Equal(1, result.Rules.Single().CutCount);
    }

    [Fact]
    public void SequencesWithEqualEventsAreOneAlert() =>
        Assert.Equal("pair:1+2", Short(Run([Pair], Event(1, "\"id\":[7,8],\"a\":1") + Event(2, "\"id\":[7,8],\"a\":2"))));

    [Fact]
    public void EventsThatOnlyRuleOutAreTakenOnceAndNeverShown()
    {
        EqlRule silence = Rule("silence", "sequence by id with maxspan=5s [process where a == 1] ![any where true] until [any where a == 9]");
        string log = Event(1, "\"id\":1,\"a\":1") + Event(2, "\"id\":2,\"a\":1") + Event(3, "\"id\":1,\"a\":2") + Event(20, "\"id\":3,\"a\":2");
        Assert.Equal("silence:2+-", Short(Run([silence], log)));
        HuntResult twice = Run([silence], log, log);
        Assert.Equal("silence:2+-", Short(twice));
        Assert.Equal(2, twice.Counts.Duplicates);
    }

    [Fact]
    public void ACancelledHuntStops()
    {
        CompiledRuleSet set = CompiledRuleSet.Compile([Cmd]);
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(Event(1, "\"a\":1"));
        using EqlPS.Events.EventReader reader = EqlPS.Tests.Support.PlainEvents.Open(
            new EqlPS.Events.Input.InputSource("s", () => new MemoryStream(bytes), set.Schema), set.Fields);
        Assert.Throws<OperationCanceledException>(() => new Hunt(set, new HuntOptions()).Read(reader, new CancellationToken(canceled: true)));
    }

    private static Timestamp? Time(string? text, bool isEnd) =>
        text is null ? null : DateMath.TryParse(text.AsSpan(), Now, out Timestamp first, out Timestamp last) ? isEnd ? last : first : throw new ArgumentException(text);
}
