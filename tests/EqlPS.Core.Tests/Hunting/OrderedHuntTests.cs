using EqlPS.Alerts;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Events.Input;
using EqlPS.Hunting;
using EqlPS.Rules;
using static EqlPS.Tests.Hunting.HuntRunner;
using EqlPS.Tests.Support;

namespace EqlPS.Tests.Hunting;

/// <summary>Hunts over events that come in time order, as from a pipeline, give alerts as soon as time allows.</summary>
public sealed class OrderedHuntTests
{
    private static readonly EqlRule Cmd = Rule("cmd", "process where process.name : \"cmd.exe\"");
    private static readonly EqlRule Pair = Rule("pair", "sequence by id with maxspan=10s [process where a == 1] [process where a == 2]");
    private static readonly EqlRule Absent = Rule("absent", "sequence by id with maxspan=5s [process where a == 1] ![process where a == 2]");

    [Fact]
    public void AlertsComeWhenNothingCanChangeThemAnyMore()
    {
        string[] events =
        [
            Event(1, "\"id\":1,\"a\":1,\"process.name\":\"cmd.exe\""), Event(2, "\"id\":1,\"a\":2"), Event(3, "\"id\":2,\"a\":1"), Event(9, "\"b\":1"), Event(20, "\"b\":1"),
        ];
        Assert.Equal(["cmd:1", "", "pair:1+2", "absent:3+-", ""], Steps([Cmd, Pair, Absent], isOrdered: true, events));
        Assert.Equal(["cmd:1", "", "", "", "", "pair:1+2 absent:3+-"], Steps([Cmd, Pair, Absent], isOrdered: false, events));
    }

    [Fact]
    public void EventsOfOneInstantMayComeInAnyOrder()
    {
        string log = Event(1, "\"id\":1,\"a\":2,\"winlog.record_id\":8") + Event(1, "\"id\":1,\"a\":1,\"winlog.record_id\":7");
        Assert.Equal("pair:1+1", Short(Run([Pair], new HuntOptions { IsOrdered = true }, null, log)));
    }

    [Fact]
    public void EventsThatComeTooLateAreCountedAndSequencesDoNotSeeThem()
    {
        string log = Event(5, "\"id\":1,\"a\":2") + Event(1, "\"id\":1,\"a\":1,\"process.name\":\"cmd.exe\"");
        HuntResult result = Run([Cmd, Pair], new HuntOptions { IsOrdered = true }, null, log);
        Assert.Equal("cmd:1", Short(result));
        Assert.Equal(1, result.Counts.Late);
    }

    [Fact]
    public void TheResultIsThatOfAWholeHunt()
    {
        var random = new Random(11);
        EqlRule[] rules = [Cmd, Pair, Absent, Rule("head", "process where a == 3 | head 2"), Rule("three", "sequence by id [any where a == 1] [any where a == 2] [any where a == 3]")];
        for (int round = 0; round < 10; round++)
        {
            string log = string.Concat(Enumerable.Range(0, 300).Select(_ => random.Next(60)).OrderBy(n => n)
                .Select((n, i) => Event(n, $"\"id\":{random.Next(5)},\"a\":{random.Next(1, 5)},\"winlog.record_id\":{i},\"process.name\":\"{(random.Next(9) == 0 ? "cmd.exe" : "x")}\"")));
            foreach (long? limit in new long?[] { null, 3 })
            {
                string[] whole = Ids(Run(rules, new HuntOptions { MaxAlertsPerRule = limit }, null, log));
                Assert.Equal(whole, Ids(Run(rules, new HuntOptions { MaxAlertsPerRule = limit, IsOrdered = true }, null, log)));
            }
        }

        static string[] Ids(HuntResult result) => result.Alerts.Select(a => a.Id).OrderBy(id => id, StringComparer.Ordinal).ToArray();
    }

    // What is certain after each event, and the rest at the end if there is any.
    private static List<string> Steps(EqlRule[] rules, bool isOrdered, string[] events)
    {
        CompiledRuleSet set = CompiledRuleSet.Compile(rules);
        var hunt = new Hunt(set, new HuntOptions { IsOrdered = isOrdered });
        var steps = new List<string>();
        using var reader = new OfferedReader(set);
        using (HuntReading reading = hunt.Begin(reader))
        {
            foreach (string line in events)
            {
                reader.Offer(line);
                Assert.True(reading.Read(CancellationToken.None));
                Assert.False(reading.Read(CancellationToken.None));
                steps.Add(string.Join(" ", hunt.TakeCertain().Select(Short)));
            }
        }

        HuntResult rest = hunt.Complete(CancellationToken.None);
        if (rest.Alerts.Count > 0)
        {
            steps.Add(Short(rest));
        }

        return steps;
    }

    /// <summary>Has no more events for now when it says that it has none.</summary>
    private sealed class OfferedReader(CompiledRuleSet rules) : EventReader
    {
        private EventReader? _inner;
        private int _number;

        public override EventLocation Location => new("pipeline", _number, 0);

        public void Offer(string line)
        {
            byte[] bytes = System.Text.Encoding.UTF8.GetBytes(line);
            _inner = PlainEvents.Open(new InputSource("pipeline", () => new MemoryStream(bytes), rules.Schema), rules.Fields);
            _number++;
        }

        public override bool Read(EvaluationContext context) => _inner?.Read(context) == true;

        public override SourceEvent Keep() => _inner!.Keep();
    }
}
