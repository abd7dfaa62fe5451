using System.Diagnostics;
using System.Globalization;
using EqlPS.Execution;
using EqlPS.Tests.Support;
using EqlPS.Values;

namespace EqlPS.Tests.Execution;

/// <summary>Samples over small written-out streams, against brute force, and over hostile input.</summary>
public class SampleTests
{
    public static IEnumerable<object[]> Samples => CaseFile.Rows("execution/samples.cases");

    /// <summary>The clauses are filters, the most samples a key (1 if left out) and events.</summary>
    [Theory]
    [MemberData(nameof(Samples))]
    public void Sample(int line, string input, string expected)
    {
        string[] clauses = Array.ConvertAll(input.Split(';'), clause => clause.Trim());
        string definitions = EventNotation.Definitions(clauses[0]);
        int[] filters = clauses[0].Split(' ').Select(word => definitions.IndexOf(word[0])).ToArray();
        int max = clauses.Length == 2 ? 1 : int.Parse(clauses[1].Split(' ')[1], CultureInfo.InvariantCulture);
        var matcher = new SampleMatcher(filters, max);
        EventNotation.Read(clauses[^1], definitions).ForEach(matcher.Accept);
        string actual = string.Join(" ", matcher.Complete().Select(match => EventNotation.Write(match.Key, match.Events)));
        Assert.Equal($"{line}: {expected}", $"{line}: {(actual.Length == 0 ? "none" : actual)}");
    }

    [Fact]
    public void Agrees_with_brute_force()
    {
        var random = new Random(20240504);
        int found = 0;
        for (int i = 0; i < 10_000; i++)
        {
            int definitions = random.Next(1, 5);
            int[] filters = Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(definitions)).ToArray();
            int max = random.Next(1, 6);
            List<StageEvent> events = MakeEvents(random, definitions);
            var matcher = new SampleMatcher(filters, max);
            events.OrderBy(_ => random.Next()).ToList().ForEach(matcher.Accept);
            string actual = string.Join(" ", matcher.Complete().Select(match => EventNotation.Write(match.Key, match.Events)));
            string expected = string.Join(" ", BruteForce(filters, events, max));
            Assert.Equal($"{i}: {expected}", $"{i}: {actual}");
            found += expected.Length == 0 ? 0 : 1;
        }

        Assert.True(found > 2_500, $"only {found} had samples");
    }

    [Fact]
    public void Thirty_equal_filters_over_too_few_events_end_at_once()
    {
        var watch = Stopwatch.StartNew();
        Assert.Empty(Complete(Enumerable.Repeat(0, 30), Enumerable.Repeat(1, 29), 1000));
        Assert.Empty(Complete(Enumerable.Repeat(0, 300), Enumerable.Repeat(1, 299), 1));
        Assert.Equal(1000, Complete(Enumerable.Repeat(0, 30), Enumerable.Repeat(1, 30), 1000).Count);
        Assert.Single(Complete(Enumerable.Repeat(0, 300), Enumerable.Repeat(1, 300), 1));

        // Plenty for the first filters, one too few for the last: every choice but a few at the end is barren.
        int[] filters = [.. Enumerable.Repeat(0, 20), .. Enumerable.Repeat(1, 5)];
        Assert.Empty(Complete(filters, Enumerable.Repeat(1, 100).Concat(Enumerable.Repeat(2, 4)), 10));
        Assert.Equal(10, Complete(filters, Enumerable.Repeat(3, 5).Concat(Enumerable.Repeat(1, 100)), 10).Count);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), watch.Elapsed.ToString());
    }

    [Fact]
    public void Keeps_no_more_events_than_can_matter()
    {
        List<SampleMatch> samples = Complete([0, 1], Enumerable.Repeat(3, 50_000), 3);
        Assert.Equal(["(0,1)", "(0,2)", "(0,3)"], samples.ConvertAll(match => EventNotation.Write(match.Key, match.Events)));
    }

    [Fact]
    public void Nothing_comes_of_no_samples_asked_for() => Assert.Empty(Complete([0, 1], Enumerable.Repeat(3, 10), 0));

    // Each event is given by the set of definitions it satisfies, as bits.
    private static List<SampleMatch> Complete(IEnumerable<int> filters, IEnumerable<int> events, int max)
    {
        var matcher = new SampleMatcher([.. filters], max);
        int position = 0;
        foreach (int bits in events)
        {
            StageHit[] hits = Enumerable.Range(0, 8).Where(i => (bits >> i & 1) == 1).Select(i => new StageHit(i, JoinKey.Empty)).ToArray();
            matcher.Accept(new StageEvent(new Ordinal(null, position: position), position.ToString(CultureInfo.InvariantCulture), hits));
            position++;
        }

        return [.. matcher.Complete()];
    }

    private static List<StageEvent> MakeEvents(Random random, int definitions)
    {
        JoinKey[] keys = [new JoinKey([EqlValue.Null]), new JoinKey([EqlValue.From(1L)]), new JoinKey([EqlValue.From("a")])];
        var events = new List<StageEvent>();
        for (int i = random.Next(1, 9); i > 0; i--)
        {
            var hits = new List<StageHit>();
            for (int definition = 0; definition < definitions; definition++)
            {
                foreach (JoinKey key in keys.Where(_ => random.Next(3) == 0))
                {
                    hits.Add(new StageHit(definition, key));
                }
            }

            Timestamp? time = random.Next(4) == 0 ? null : Timestamp.FromUnixMilliseconds((long)random.Next(4));
            string name = events.Count.ToString(CultureInfo.InvariantCulture);
            events.Add(new StageEvent(new Ordinal(time, position: events.Count), name, [.. hits]));
        }

        return events;
    }

    private static IEnumerable<string> BruteForce(int[] filters, List<StageEvent> events, int max)
    {
        List<StageEvent> ordered = [.. events];
        ordered.Sort(StageEvent.Compare);
        foreach (JoinKey key in events.SelectMany(e => e.Hits.ToArray()).Select(hit => hit.Key).Distinct().Order())
        {
            IEnumerable<int[]> combinations = [[]];
            foreach (int filter in filters)
            {
                int[] candidates = SequenceReference.Candidates(ordered, key, definition => definition == filter);
                combinations = combinations.SelectMany(before => candidates.Except(before).Select(i => (int[])[.. before, i]));
            }

            foreach (int[] combination in combinations.Take(max))
            {
                yield return EventNotation.Write(key, combination.Select(i => ordered[i]));
            }
        }
    }
}
