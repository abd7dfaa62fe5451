using EqlPS.Events;
using EqlPS.Events.Parallel;
using EqlPS.Search;

namespace EqlPS.Cli.Events;

/// <summary>Finds the events of blocks that concern a query.</summary>
/// <param name="readers">Made for the fields of the search.</param>
/// <param name="reading">Made by the search.</param>
/// <param name="cancellation">Ends it within a block.</param>
internal sealed class SearchWorker(EventReaders readers, SearchReading reading, CancellationToken cancellation) : IBlockWorker<SearchPart>
{
    private const long MostSize = 1024 * 1024 * 1024;

    public IEnumerable<SearchPart> Read(EventBlock block, BlockOutcome outcome)
    {
        using EventReader reader = readers.OpenBlock(block);
        var samples = new EventSamples();
        bool hasMore = true;
        try
        {
            while (hasMore)
            {
                var part = new SearchPart(samples);
                hasMore = Read(reader, part, block, outcome);
                yield return part;
                samples = samples.Following();
            }
        }
        finally
        {
            outcome.Losses.Append(reader.Losses);
        }
    }

    public int SizeOf(SearchPart part) => (int)Math.Min(MostSize, part.KeptSize);

    private bool Read(EventReader reader, SearchPart part, EventBlock block, BlockOutcome outcome)
    {
        try
        {
            return reading.Read(reader, part, cancellation);
        }
        finally
        {
            outcome.Events += part.EventCount;
            outcome.Note(block, reader.Location);
        }
    }
}
