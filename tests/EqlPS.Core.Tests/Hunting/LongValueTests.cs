using System.Text;
using System.Text.Json;
using EqlPS.Events;
using EqlPS.Execution;
using EqlPS.Hunting;
using EqlPS.Hunting.Kept;
using EqlPS.Rules;
using EqlPS.Schema;
using EqlPS.Search;
using EqlPS.Tests.Support;
using EqlPS.Values;
using static EqlPS.Tests.Hunting.HuntRunner;

namespace EqlPS.Tests.Hunting;

/// <summary>Values of any length mean what short ones do, and what is kept of them is short.</summary>
public sealed class LongValueTests
{
    private static readonly EqlRule[] Rules =
    [
        Rule("key", "sequence by id with maxspan=9s [process where a == 1] [any where a == 3] until [any where a == 2]"),
        Rule("keys", "sequence by id, other [process where a == 1] [process where a == 3]"),
        Rule("silence", "sequence by id with maxspan=5s [process where a == 1] ![any where a == 2]"),
        Rule("lead", "sequence by id with maxspan=3s ![any where a == 2] [process where a == 1]"),
        Rule("sample", "sample by id [process where a == 1] [process where a == 3]"),
        Rule("unique", "process where true | unique id"),
        Rule("group", "process where a == 2 | unique_count other, id"),
        new() { RuleId = "fold", Name = "fold", Query = "process where true", AlertSuppression = new AlertSuppression(["id"], null, true) },
    ];

    // What stands before the names of a log, as JSON. One is cut within a pair of surrogates.
    public static IEnumerable<object[]> Beginnings =>
    [
        [new string('x', 255)], [new string('x', 256)], [new string('x', 5_000)], [new string('é', 257)],
        [new string('x', 255) + "\\ud83d\\ude00" + new string('x', 40)],
    ];

    [Theory]
    [MemberData(nameof(Beginnings))]
    public void LongNamesMeanWhatShortOnesDo(string beginning)
    {
        var random = new Random(beginning.Length);
        int alerts = 0;
        for (int round = 0; round < 40; round++)
        {
            int seed = random.Next();
            string[] expected = Hunted(new Random(seed), string.Empty, long.MaxValue);
            Assert.Equal(expected, Hunted(new Random(seed), beginning, round % 2));
            alerts += expected.Length;
        }

        Assert.True(alerts > 100, $"only {alerts} alerts");
    }

    [Theory]
    [MemberData(nameof(Beginnings))]
    public void ASearchFindsTheSame(string beginning)
    {
        foreach (string query in Rules.Select(rule => rule.Query))
        {
            Assert.Equal(Found(query, string.Empty), Found(query, beginning));
        }
    }

    [Fact]
    public void AnAlertShowsTheWholeKey()
    {
        string name = new('k', 3_000);
        HuntResult result = Run([Rules[0]], Event(1, $"\"id\":\"{name}\",\"a\":1") + Event(2, $"\"id\":\"{name}\",\"a\":3"));
        Assert.Equal(name, Assert.Single(result.Alerts).Key!.ToString());
    }

    [Fact]
    public void LittleIsKeptOfLongTexts()
    {
        var store = new LongTextStore(new SpillStore(budget: 0));
        var kept = new List<(Ordinal Place, StageHit[] Hits)>();
        Assert.Equal(0, Held.CountAfter(() => Enumerable.Range(0, 50).Select(i => Keep(new string('x', 10_000) + i))));

        Assert.Equal(50, kept.Select(k => k.Hits[0].Key).Distinct().Count());
        Assert.Equal(new string('x', 10_000) + 7, kept[7].Hits[0].Key.Values[0].AsText());
        Assert.Equal(new string('x', 10_000) + 7, kept[7].Place.Computer);
        Assert.True(kept[7].Place.CompareTo(kept[8].Place) < 0);

        string Keep(string text)
        {
            kept.Add(Kept(store, text));
            return text;
        }
    }

    [Fact]
    public void ATextStandsInAnEntryOnce()
    {
        string text = new('x', 100_000);
        var buffer = new EntryBuffer();
        buffer.BeginEntry();
        for (int i = 0; i < 1_000; i++)
        {
            buffer.Add(text);
        }

        buffer.EndEntry();
        Assert.InRange(buffer.Length, text.Length, text.Length + 10_000);
        var cursor = new EntryCursor(buffer.Written, new StringCache());
        for (int i = 0; i < 1_000; i++)
        {
            Assert.Equal(text, cursor.ReadText());
        }

        buffer.Clear();
        buffer.Add(text);
        buffer.Add(text);
        Assert.InRange(buffer.Length, text.Length * 2, (text.Length * 2) + 100);
    }

    [Fact]
    public void EventsBeyondTheBudgetLieInAFile()
    {
        var events = new KeptEvents(budget: 130_000);
        events.BeginSource();
        Assert.Equal(2, Held.CountAfter(() => Enumerable.Range(0, 50).Select(Add)));
        Assert.Equal(Enumerable.Range(0, 50).Reverse(), events.InOrder().Select(e => NumberOf((SourceEvent)e.Payload)));

        byte[] Add(int i)
        {
            byte[] json = Encoding.UTF8.GetBytes($"{{\"n\":{i},\"x\":\"{new string('x', 50_000)}\"}}");
            var source = new SourceEvent(new("s", 50 - i, 0), json, FieldSchema.Open("@timestamp"));
            events.Add(new StageEvent(new Ordinal(null, position: 50 - i, hash: source), source, new StageHit(0, JoinKey.Empty)), source);
            return json;
        }
    }

    [Fact]
    public void WhatASearchFindsIsHandedOverInParts()
    {
        var search = new EventSearch(EqlQuery.Parse("process where true"), new SearchOptions());
        byte[] log = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(1, 9).Select(n => Event(n, $"\"x\":\"{new string('x', 600_000)}\""))));
        using EventReader reader = PlainEvents.Open(new("s", () => new MemoryStream(log), FieldSchema.Open("@timestamp")), search.Fields);
        SearchReading reading = search.NewReading();
        int parts = 0;
        bool hasMore = true;
        for (; hasMore; parts++)
        {
            var part = new SearchPart(new EventSamples());
            hasMore = reading.Read(reader, part, CancellationToken.None);
            Assert.InRange(part.KeptSize, 0, 2_000_000);
            search.Add(part, isNewSource: parts == 0);
        }

        Assert.Equal(5, parts);
        Assert.Equal(9, search.Complete(CancellationToken.None).Results.Count);
    }

    private static (Ordinal Place, StageHit[] Hits) Kept(LongTextStore store, string text) => (
        store.Keep(new Ordinal(null, EqlValue.From(text), text, text)),
        store.Keep([new StageHit(0, new JoinKey([EqlValue.From(text), EqlValue.From(1L)]))]));

    private static int NumberOf(SourceEvent source)
    {
        using var document = JsonDocument.Parse(source.Json);
        return document.RootElement.GetProperty("n").GetInt32();
    }

    private static string[] Hunted(Random random, string beginning, long budget)
    {
        // No two events are at the same line, where their hashes would decide.
        string[] sources = [Log(random, beginning), new string('\n', 14) + Log(random, beginning)];
        HuntResult result = Run(Rules, new HuntOptions { Now = Now, MemoryBudget = Math.Min(budget, 1 << 20) }, null, sources);
        return result.Alerts.Select(alert => $"{Short(alert)} {alert.Folding?.Count}").Append($"{result.Rules.Sum(r => r.Pending.Count)}")
            .Order(StringComparer.Ordinal).ToArray();
    }

    private static string Found(string query, string beginning)
    {
        SearchResult result = SearchRun.OverText(query, Log(new Random(3), beginning), new EqlQueryOptions { TiebreakerField = "tie" });
        return string.Join(" ", SearchRun.Ids(result.Results.Concat(result.Pending), "n").Select(ids => string.Join("+", ids)));
    }

    // Few instants, so that names decide on the order.
    private static string Log(Random random, string beginning)
    {
        return string.Concat(Enumerable.Range(0, 14).Select(n =>
            $"{{\"@timestamp\":\"2024-05-01T00:00:0{random.Next(5)}Z\",\"event.category\":\"process\",\"n\":{n},\"a\":{random.Next(1, 4)},"
            + $"\"id\":[{Name()},{Name()}],\"other\":{Name()},\"tie\":{Name()},\"winlog.computer_name\":{Name()},"
            + $"\"winlog.channel\":{Name()}}}\n"));

        string Name() => $"\"{beginning}{(char)('a' + random.Next(3))}\"";
    }
}
