using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Events.Parallel;

namespace EqlPS.Cli.Events;

/// <summary>Makes whole events of blocks, and of them what is printed.</summary>
/// <param name="readers">Made for <paramref name="fields"/>.</param>
/// <param name="fields">None: whole events are wanted.</param>
internal abstract class EventWorker(EventReaders readers, FieldTable fields) : IBlockWorker<EventPart>
{
    private readonly EvaluationContext _context = new(fields.Count);

    public IEnumerable<EventPart> Read(EventBlock block, BlockOutcome outcome)
    {
        using EventReader reader = readers.OpenBlock(block);
        var part = new EventPart();
        try
        {
            while (reader.Read(_context))
            {
                Add(reader.Keep(), part);
                outcome.Events++;
                if (part.IsFull)
                {
                    outcome.Note(block, reader.Location);
                    yield return part;
                    part = new EventPart();
                }
            }
        }
        finally
        {
            outcome.Note(block, reader.Location);
            outcome.Losses.Append(reader.Losses);
        }

        yield return part;
    }

    public int SizeOf(EventPart part) => part.Size;

    /// <summary>Adds an event to what is printed.</summary>
    protected abstract void Add(SourceEvent source, EventPart part);
}
