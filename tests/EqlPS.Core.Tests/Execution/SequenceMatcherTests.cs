using System.Diagnostics;
using EqlPS.Execution;
using EqlPS.Values;

namespace EqlPS.Tests.Execution;

/// <summary>What a matcher keeps, counts, refuses and costs.</summary>
public class SequenceMatcherTests
{
    [Fact]
    public void Counts_what_became_of_everything()
    {
        const string Text = "A B !M; span 10; 0:A 1: 2:A 4:A 5:u 6:B 7:A 8:B 9:A 10:B 12:M 13:A 30:A 31:B 32:A";
        SequenceMatcher matcher = Feed(Text, out SequenceResults results);
        SequenceStatistics statistics = matcher.Statistics;
        Assert.Equal(15, statistics.Seen);
        Assert.Equal(2, statistics.Ignored); // 1 satisfies nothing, 6 finds no start
        Assert.Equal(2, statistics.Overwritten); // 0 and 2
        Assert.Equal(1, statistics.ClearedByUntil); // 4
        Assert.Equal(2, statistics.RejectedByMissing); // (7,8) and (9,10), by 12
        Assert.Equal(1, statistics.RejectedByMaxSpan); // 13
        Assert.Equal(0, statistics.Completed);
        Assert.Equal(1, matcher.WaitingCount); // (30,31)
        matcher.Complete(EventNotation.ReadTime("40"));
        Assert.Equal(1, statistics.Pending);
        Assert.Equal("(30,31,-)?40", SequenceCase.Write(results));
    }

    [Fact]
    public void Refuses_events_that_are_out_of_order_repeated_older_than_the_clock_or_without_time()
    {
        var results = new SequenceResults();
        var matcher = new SequenceMatcher(new SequencePlan([new(0), new(1)]), results);
        List<StageEvent> events = EventNotation.Read("5:A 4:A -'a:A 7:B 8:A", "AB");
        matcher.Accept(events[0]);
        matcher.Accept(events[0]);
        matcher.Accept(events[1]);
        matcher.Accept(events[2]);
        matcher.AdvanceTo(EventNotation.ReadTime("6"));
        matcher.AdvanceTo(EventNotation.ReadTime("1"));
        matcher.Accept(EventNotation.Read("5.5:A", "AB")[0]);
        Assert.Equal(4, matcher.Statistics.Refused);
        matcher.Accept(events[3]);
        matcher.Complete(null);
        Assert.Equal("(5,7)", SequenceCase.Write(results));
    }

    [Fact]
    public void Ignores_definitions_the_plan_does_not_have()
    {
        var results = new SequenceResults();
        var plan = new SequencePlan([new(2, true), new(0), new(1, true), new(0), new(1, true)]) { MaxSpanTicks = 1 };
        var matcher = new SequenceMatcher(plan, results);
        StageHit[] hits = [new(99, JoinKey.Empty), new(-7, JoinKey.Empty)];
        matcher.Accept(new StageEvent(new Ordinal(default(Timestamp)), "e", hits));
        matcher.Complete(null);
        Assert.Equal(1, matcher.Statistics.Ignored);
    }

    [Fact]
    public void Releases_a_result_with_a_trailing_missing_stage_as_soon_as_the_clock_allows()
    {
        SequenceMatcher matcher = Feed("P !M; span 10; 100:P 104:P", out SequenceResults results);
        matcher.AdvanceTo(EventNotation.ReadTime("110"));
        Assert.Equal(0, results.MatchCount);
        matcher.AdvanceTo(EventNotation.ReadTime("110.0001"));
        Assert.Equal("(100,-)", SequenceCase.Write(results));
        Assert.Equal(1, matcher.WaitingCount);
    }

    [Fact]
    public void Keys_and_partial_sequences_are_dropped_once_they_are_of_no_use()
    {
        var plan = new SequencePlan([new(3, true), new(0), new(1), new(2, true)]) { MaxSpanTicks = 50 * TimeSpan.TicksPerMillisecond };
        var matcher = new SequenceMatcher(plan, new SequenceResults(0));
        int most = 0;
        for (int i = 0; i < 30_000; i++)
        {
            StageHit[] hits = [new(i % 2, Key(i)), new(2 + (i % 2), Key(i - 1)), new(1, Key(i - 3))];
            matcher.Accept(new StageEvent(new Ordinal(Timestamp.FromUnixMilliseconds((long)i)), "e", hits));
            most = Math.Max(most, matcher.PartialCount + matcher.KeyCount + matcher.LeadCount + matcher.WaitingCount);
        }

        Assert.InRange(most, 20, 200);
        matcher.Complete(Timestamp.MaxValue);
        Assert.Equal(0, matcher.PartialCount + matcher.KeyCount + matcher.LeadCount + matcher.WaitingCount);
    }

    [Fact]
    public void What_was_decided_on_before_its_time_does_not_pile_up()
    {
        var plan = new SequencePlan([new(0), new(1, true)]) { MaxSpanTicks = TimeSpan.TicksPerDay };
        var waiting = new TrailingMissing(plan, new SequenceStatistics(), new SequenceResults());
        int most = 0;
        for (long i = 0; i < 10_000; i++)
        {
            var time = Timestamp.FromUnixMilliseconds(i);
            var last = new SequenceNode(new StageEvent(new Ordinal(time), "p"), null);
            waiting.Add(new PendingSequence(Key(i % 5), last, time));
            waiting.Note(Key((i + 3) % 5), new StageEvent(new Ordinal(time), "m"));
            most = Math.Max(most, waiting.EntryCount);
        }

        Assert.InRange(waiting.Count, 1, 5);
        Assert.InRange(most, 30, 60);
    }

    [Fact]
    public void A_start_that_is_never_followed_takes_room_for_one_however_often_it_occurs()
    {
        var matcher = new SequenceMatcher(new SequencePlan([new(0), new(1)]), new SequenceResults());
        for (int i = 0; i < 10_000; i++)
        {
            matcher.Accept(new StageEvent(new Ordinal(Timestamp.FromUnixMilliseconds((long)i)), "e", new StageHit(0, JoinKey.Empty)));
        }

        Assert.Equal(1, matcher.PartialCount);
        Assert.Equal(9_999, matcher.Statistics.Overwritten);
    }

    [Fact]
    public void Five_hundred_stages_are_no_burden()
    {
        List<SequenceStage> stages = Enumerable.Range(0, 500).Select(i => new SequenceStage(i / 100)).ToList();
        var results = new SequenceResults(10, ResultPosition.Tail);
        var matcher = new SequenceMatcher(new SequencePlan(stages), results);
        var random = new Random(7);
        var watch = Stopwatch.StartNew();
        for (int i = 0; i < 50_000; i++)
        {
            var hit = new StageHit(i % 600 < 500 ? i % 600 / 100 : random.Next(5), JoinKey.Empty);
            matcher.Accept(new StageEvent(new Ordinal(Timestamp.FromUnixMilliseconds((long)i)), "e", hit));
        }

        Assert.True(results.MatchCount > 10, $"{results.MatchCount} matches");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), watch.Elapsed.ToString());
    }

    [Fact]
    public void A_plan_needs_a_positive_stage() =>
        Assert.Throws<ArgumentException>(() => new SequencePlan([new(0, true), new(1, true)]));

    private static JoinKey Key(long number) => new([EqlValue.From(number)]);

    private static SequenceMatcher Feed(string text, out SequenceResults results)
    {
        SequenceCase input = SequenceCase.Read(text);
        results = input.Results;
        var matcher = new SequenceMatcher(input.Plan, results);
        input.Events.ForEach(matcher.Accept);
        return matcher;
    }
}
