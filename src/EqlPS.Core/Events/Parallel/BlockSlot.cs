using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace EqlPS.Events.Parallel;

/// <summary>The place of a block, or of a step that needs no reading, in the order of the inputs.</summary>
internal sealed class BlockSlot<TPart>(EventBlock? block, BlockStep? step)
{
    // A block that is ahead of its turn waits when it has given so much.
    private const int MostParts = 16;

    private readonly BlockingCollection<TPart>? _parts = block is null ? null : new(MostParts);
    private ExceptionDispatchInfo? _failure;

    public EventBlock? Block => block;

    public BlockStep? Step => step;

    public BlockOutcome Outcome { get; } = new();

    /// <summary>Reads the block on the thread of the worker, and disposes it.</summary>
    public void Read(IBlockWorker<TPart> worker, CancellationToken cancellation)
    {
        try
        {
            foreach (TPart part in worker.Read(block!, Outcome))
            {
                _parts!.Add(part, cancellation);
            }
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            Outcome.Failure = error.Message;
        }
        catch (Exception error)
        {
            _failure = ExceptionDispatchInfo.Capture(error);
        }
        finally
        {
            block!.Dispose();
            _parts!.CompleteAdding();
        }
    }

    /// <summary>What it gives, on the thread of the caller.</summary>
    public IEnumerable<TPart> Parts(CancellationToken cancellation)
    {
        foreach (TPart part in _parts!.GetConsumingEnumerable(cancellation))
        {
            yield return part;
        }

        _failure?.Throw();
    }
}
