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
        var part = new SearchPart();
        try
        {
            reading.Read(reader, part, cancellation);
        }
        finally
        {
            outcome.Events += part.EventCount;
            outcome.Note(block, reader.Location);
            outcome.Losses.Append(reader.Losses);
        }

        yield return part;
    }

    public int SizeOf(SearchPart part) => (int)Math.Min(MostSize, part.KeptSize);
}
