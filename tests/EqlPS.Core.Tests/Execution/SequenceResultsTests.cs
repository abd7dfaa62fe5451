using EqlPS.Execution;

namespace EqlPS.Tests.Execution;

/// <summary>Keeping the first or last results equals cutting the full list.</summary>
public class SequenceResultsTests
{
    [Fact]
    public void A_limited_collector_keeps_what_cutting_the_full_list_would_keep()
    {
        var random = new Random(11);
        for (int round = 0; round < 300; round++)
        {
            RandomStream stream = RandomStream.Make(random, missing: round % 2 == 0);
            int limit = random.Next(4);
            SequenceResults all = Run(stream, new SequenceResults());
            SequenceResults head = Run(stream, new SequenceResults(limit));
            SequenceResults tail = Run(stream, new SequenceResults(limit, ResultPosition.Tail));
            Assert.Equal(Texts(all.Matches().Take(limit)), Texts(head.Matches()));
            Assert.Equal(Texts(all.Matches().Skip((int)all.MatchCount - limit)), Texts(tail.Matches()));
            Assert.Equal(Texts(all.Pending().Take(limit)), Texts(head.Pending()));
            Assert.Equal(Texts(all.Pending().Skip((int)all.PendingCount - limit)), Texts(tail.Pending()));
            Assert.Equal(all.MatchCount, head.MatchCount);
            Assert.Equal(all.Matches().Count, all.MatchCount);
        }
    }

    private static SequenceResults Run(RandomStream stream, SequenceResults results)
    {
        var matcher = new SequenceMatcher(stream.Plan, results);
        stream.Events.ForEach(matcher.Accept);
        matcher.Complete(stream.End);
        return results;
    }

    private static IEnumerable<string> Texts(IEnumerable<SequenceMatch> matches) =>
        matches.Select(match => EventNotation.Write(match.Key, match.Events));
}
