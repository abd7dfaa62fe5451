using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using EqlPS.Events;
using EqlPS.Events.Parallel;

namespace EqlPS.Hunting.Files;

/// <summary>Hunts through blocks on one thread.</summary>
/// <param name="worker">The part of the hunt that the thread does.</param>
/// <param name="readers">Made for the fields of the rules, when the first block is there.</param>
/// <param name="spare">Batches to be used again.</param>
/// <param name="orderCount">The number of orders that the rules go by.</param>
/// <param name="cancellation">Ends reading within a block.</param>
internal sealed class HuntBlockWorker(
    HuntWorker worker, Lazy<EventReaders> readers, ConcurrentBag<HuntBatch> spare, int orderCount, CancellationToken cancellation)
    : IBlockWorker<HuntBatch>
{
    private const int SizeOfMatch = 64;
    private const int SizeOfAlert = 4096;
    private const int MostSize = 1024 * 1024 * 1024;

    public IEnumerable<HuntBatch> Read(EventBlock block, BlockOutcome outcome)
    {
        using EventReader reader = readers.Value.OpenBlock(block);
        ExceptionDispatchInfo? failure = null;
        bool hasMore = true;
        while (hasMore)
        {
            HuntBatch batch = spare.TryTake(out HuntBatch? used) ? used : new HuntBatch(orderCount);
            try
            {
                hasMore = worker.Read(reader, block.Source.Number, batch, cancellation);
            }
            catch (Exception error) when (BlockOutcome.IsBadInput(error))
            {
                failure = ExceptionDispatchInfo.Capture(error);
                hasMore = false;
            }

            // What was read before a source failed counts.
            outcome.Events += batch.Counts.Events;
            outcome.Note(block, reader.Location);
            yield return batch;
        }

        outcome.Losses.Append(reader.Losses);
        failure?.Throw();
    }

    public int SizeOf(HuntBatch part) => (int)Math.Min(
        MostSize,
        (long)part.Entries.Length + part.Hidden.Items.Length + (part.Matches.Count * SizeOfMatch) + (part.Certain.Count * SizeOfAlert)
            + part.CertainSize);
}
