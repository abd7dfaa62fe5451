using System.Globalization;
using System.Text;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Events.Input;
using EqlPS.Schema;
using EqlPS.Search;
using EqlPS.Tests.Support;

namespace EqlPS.Tests.Search;

/// <summary>What a search without results says of what no event has; how it is said stands in the cases of the console program.</summary>
public sealed class SearchGapTests
{
    private static readonly string[] Names = ["host.name", "x.a", "x.b", "x.c", "x.d"];

    // The slow twin: every claim is looked up in the events, and every absent field that is asked for alone has to be claimed.
    [Theory]
    [InlineData(1, "any where ", 3)]
    [InlineData(2, "any where ", 3)]
    [InlineData(3, "any where ", 3)]
    [InlineData(4, "any where true | filter ", 4)]
    [InlineData(5, "any where true | filter ", 4)]
    public void WhatIsSaidToBeAbsentIs(int seed, string query, int place)
    {
        var random = new Random(seed);
        for (int run = 0; run < 300; run++)
        {
            string[][] events = Enumerable.Range(0, random.Next(1, 12)).Select(_ => Names.Where(_ => random.Next(6) == 0).ToArray()).ToArray();
            string asked = string.Join(random.Next(2) == 0 ? " and " : " or ", Enumerable.Range(0, random.Next(1, 4))
                .Select(_ => $"{(random.Next(4) == 0 ? "not " : string.Empty)}{Names[random.Next(Names.Length)]} == {random.Next(2)}"));
            SearchResult result = Search(query + asked, events, random);
            string[] claimed = result.Gaps.Select(gap => gap.Split(' ', ',')[place]).ToArray();
            Assert.All(claimed, name => Assert.DoesNotContain(events, fields => fields.Contains(name)));
            Assert.True(result.Results.Count == 0 || claimed.Length == 0);
            string[] strange = Names.Skip(1).Where(name => asked.Contains(name, StringComparison.Ordinal)
                && !events.Any(fields => fields.Contains(name))).ToArray();
            Assert.True(result.Results.Count > 0 || strange.All(claimed.Contains), $"{asked}: {string.Join(' ', claimed)}");
        }
    }

    [Fact]
    public void ManyAbsentFieldsAreCounted()
    {
        string query = "any where " + string.Join(" and ", Enumerable.Range(0, 8).Select(i => $"zz.f{i} == 1"));
        IReadOnlyList<string> gaps = Search(query, [["x.a"]], new Random(1)).Gaps;
        Assert.Equal(6, gaps.Count);
        Assert.Equal("no event has 3 more fields of the query", gaps[5]);
    }

    [Fact]
    public void LargeEventsAreNoSamples()
    {
        string large = $"{{\"x.a\":\"{new string('x', 200_000)}\"}}\n";
        byte[] bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(large, 20)) + "{\"x.b\":1}\n");
        var fields = new FieldTable();
        using EventReader reader = PlainEvents.Open(
            new InputSource("events", () => new MemoryStream(bytes), FieldSchema.Open("@timestamp")), fields);
        var samples = new EventSamples();
        var context = new EvaluationContext(fields.Count);
        int offered = 0;
        while (reader.Read(context) && !samples.IsFull)
        {
            samples.Add(reader);
            offered++;
        }

        Assert.InRange(offered, 1, 19);
        Assert.Empty(samples.FieldNames);
    }

    // Two threads take the events by turns, as blocks.
    private static SearchResult Search(string text, string[][] events, Random random)
    {
        var search = new EventSearch(EqlQuery.Parse(text), new SearchOptions());
        SearchReading[] readings = [search.NewReading(), search.NewReading()];
        for (int i = 0; i < events.Length; i++)
        {
            string members = string.Concat(events[i].Select(name => string.Create(CultureInfo.InvariantCulture, $",\"{name}\":1")));
            byte[] bytes = Encoding.UTF8.GetBytes($"{{\"id\":{i}{members}}}\n");
            var source = new InputSource("events", () => new MemoryStream(bytes), FieldSchema.Open("@timestamp"));
            using EventReader reader = PlainEvents.Open(source, search.Fields);
            var part = new SearchPart(new EventSamples());
            readings[random.Next(2)].Read(reader, part, CancellationToken.None);
            search.Add(part, isNewSource: i == 0);
        }

        return search.Complete(CancellationToken.None);
    }
}
