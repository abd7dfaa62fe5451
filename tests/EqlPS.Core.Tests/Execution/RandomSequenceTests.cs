using EqlPS.Execution;
using EqlPS.Values;

namespace EqlPS.Tests.Execution;

/// <summary>The matcher against the reference on seeded random streams.</summary>
public class RandomSequenceTests
{
    [Fact]
    public void Agrees_with_the_reference_on_sequences()
    {
        var random = new Random(20240501);
        int results = 0;
        for (int i = 0; i < 100_000; i++)
        {
            RandomStream stream = RandomStream.Make(random, missing: false);
            results += Check(stream, i);
        }

        Assert.True(results > 30_000, $"only {results} results: the streams are too poor");
    }

    [Fact]
    public void Agrees_with_the_reference_on_missing_events()
    {
        var random = new Random(20240502);
        int results = 0;
        for (int i = 0; i < 30_000; i++)
        {
            RandomStream stream = RandomStream.Make(random, missing: true);
            results += Check(stream, i);
        }

        Assert.True(results > 9_000, $"only {results} results: the streams are too poor");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Moving_the_clock_between_events_changes_nothing(bool missing)
    {
        var random = new Random(20240503);
        for (int i = 0; i < 10_000; i++)
        {
            RandomStream stream = RandomStream.Make(random, missing);
            string batch = Run(stream, null, out SequenceMatcher plain);
            string streamed = Run(stream, random, out SequenceMatcher moved);
            Assert.True(batch == streamed, $"{i}: {stream}: {batch}, but {streamed}");
            Assert.Equal(Counters(plain.Statistics), Counters(moved.Statistics));
        }
    }

    private static int Check(RandomStream stream, int number)
    {
        string expected = SequenceReference.Find(stream.Plan, stream.Events, stream.End);
        string actual = Run(stream, null, out SequenceMatcher matcher);
        Assert.True(expected == actual, $"{number}: {stream}: expected {expected}, got {actual}");
        Assert.Equal(0, matcher.PartialCount + matcher.KeyCount + matcher.LeadCount + matcher.WaitingCount);
        return expected == "none" ? 0 : 1;
    }

    private static string Run(RandomStream stream, Random? clock, out SequenceMatcher matcher)
    {
        var results = new SequenceResults();
        matcher = new SequenceMatcher(stream.Plan, results);
        Timestamp previous = stream.Events[0].Time;
        foreach (StageEvent next in stream.Events)
        {
            if (clock is not null && clock.Next(2) == 0)
            {
                long between = (long)(clock.NextDouble() * (next.Time.Ticks - previous.Ticks));
                matcher.AdvanceTo(clock.Next(3) == 0 ? next.Time : Timestamp.FromTicks(previous.Ticks + between));
            }

            matcher.Accept(next);
            previous = next.Time;
        }

        matcher.Complete(stream.End);
        return SequenceCase.Write(results);
    }

    private static string Counters(SequenceStatistics all) =>
        $"{all.Seen} {all.Ignored} {all.Refused} {all.Overwritten} {all.RejectedByMaxSpan} {all.ClearedByUntil} "
        + $"{all.RejectedByMissing} {all.Completed} {all.Pending}";
}
