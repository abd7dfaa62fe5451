using System.Globalization;
using System.Text;
using EqlPS.Alerts;
using EqlPS.Events;
using EqlPS.Events.Input;
using EqlPS.Execution;
using EqlPS.Hunting;
using EqlPS.Rules;
using EqlPS.Schema;
using EqlPS.Search;
using EqlPS.Tests.Support;
using static EqlPS.Tests.Hunting.HuntRunner;

namespace EqlPS.Tests.Hunting;

/// <summary>Events that can only rule results out are passed over where no rule that lacks nothing asks for them; alerts stay the same.</summary>
public sealed class HiddenEventTests
{
    private static readonly EqlRule Silence = Rule("silence", "sequence by id with maxspan=5s [process where a == 1] ![any where a == 2]");
    private static readonly EqlRule Never = Rule("never", "sequence by id with maxspan=5s [process where a == 77] ![any where true]");
    private static readonly EqlRule Until = Rule(
        "until", "sequence by id with maxspan=9s [process where a == 1] [any where a == 3] until [any where a == 2]");

    [Fact]
    public void AlertsAreThoseOfEachRuleAlone()
    {
        var random = new Random(5_120);
        for (int round = 0; round < 100; round++)
        {
            string log = string.Concat(Enumerable.Range(0, 12).Select(n =>
                Event(random.Next(20), FormattableString.Invariant($"\"id\":{random.Next(2)},\"a\":{random.Next(1, 5)}"))));
            string[] alone = new[] { Silence, Never, Until }.Select(r => Short(Run([r], log))).Where(s => s.Length > 0).ToArray();
            string[] together = Short(Run([Silence, Never, Until], log)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(
                string.Join(" ", alone).Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal),
                together.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void CopiesInOtherSourcesChangeNoMoreThanInASearch()
    {
        EqlRule lead = Rule("lead", "sequence by id with maxspan=3s ![any where a == 2] [process where a == 1]");
        EqlRule middle = Rule("middle", "sequence by id with maxspan=3s [process where a == 1] ![any where a == 2] [any where a == 3]");
        EqlRule[] rules = [Silence, Until, lead, middle];
        var random = new Random(77);
        int alerts = 0;
        for (int round = 0; round < 300; round++)
        {
            string[] sources = Sources(random);
            string[] hunted = Run(rules, new HuntOptions { Now = Now, MemoryBudget = round % 2 }, null, sources).Alerts.Select(Short)
                .Distinct().Order(StringComparer.Ordinal).ToArray();
            Assert.Equal(rules.SelectMany(r => Search(r, sources)).Distinct().Order(StringComparer.Ordinal), hunted);
            alerts += hunted.Length;
        }

        Assert.True(alerts > 500, $"only {alerts} alerts");
    }

    // Many events of few instants, some of which stand in several sources. No two are at the same line, where their hashes would decide.
    private static string[] Sources(Random random)
    {
        string[] pool = Enumerable.Range(0, 12).Select(n => string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"@timestamp\":\"2024-05-01T00:00:0{random.Next(5)}Z\",\"event.category\":\"process\",\"n\":{n},\"id\":{random.Next(2)},\"a\":{random.Next(1, 4)}{Names(n)}}}")).ToArray();
        return Enumerable.Range(0, 3).Select(source => new string('\n', source)
            + string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => pool[random.Next(pool.Length)] + "\n\n\n"))).ToArray();

        string Names(int n) => random.Next(3) == 0 ? string.Empty
            : $",\"winlog.computer_name\":\"ws\",\"winlog.channel\":\"c{random.Next(2)}\",\"winlog.record_id\":\"{n + 1}\"";
    }

    private static IEnumerable<string> Search(EqlRule rule, string[] sources)
    {
        var search = new EventSearch(EqlQuery.Parse(rule.Query), new SearchOptions());
        foreach (string source in sources)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(source);
            var input = new InputSource("s", () => new MemoryStream(bytes), FieldSchema.Open("@timestamp"));
            using EventReader reader = PlainEvents.Open(input, search.Fields);
            search.Read(reader, CancellationToken.None);
        }

        return search.Complete(CancellationToken.None).Results.Select(result => rule.RuleId + ":" + string.Join("+", result.Events.Select(NumberOf)));
    }

    private static string NumberOf(StageEvent? found) =>
        found is null ? "-" : EventTree.Texts(EventTree.Read(((SourceEvent)found.Payload).Json).Find("n")).Single();

    [Fact]
    public void RuleThatLacksItsFirstEventNeedsNoOthers()
    {
        string log = Event(1, "\"id\":1,\"a\":1") + Event(2, "\"id\":1,\"a\":2");
        HuntResult twice = Run([Never], log, log);
        Assert.Equal(string.Empty, Short(twice));
        Assert.Equal(0, twice.Counts.Duplicates);
    }
}
