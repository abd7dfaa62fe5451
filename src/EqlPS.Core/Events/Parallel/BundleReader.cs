using System.Runtime.ExceptionServices;

namespace EqlPS.Events.Parallel;

/// <summary>Reads bundles on one thread and hands over what comes of them.</summary>
/// <param name="worker">Of the thread.</param>
/// <param name="handOver">
/// Hands over what a bundle made; waits for room, and throws <see cref="OperationCanceledException"/> if nobody takes any more.
/// </param>
internal sealed class BundleReader<TPart>(IBlockWorker<TPart> worker, Action<BlockBundle> handOver)
{
    // Whoever takes is woken so often.
    private const int SizeOfHandOver = 128 * 1024;

    /// <summary>Reads a bundle to its end, or to where something goes wrong; the last of it is still to be handed over.</summary>
    public void Read(BlockBundle bundle)
    {
        int read = 0;
        try
        {
            foreach (CutItem item in bundle.Items)
            {
                read++;
                if (item.Block is not null)
                {
                    Read(bundle, item.Block);
                }
                else
                {
                    bundle.Made.Add(item.Step!);
                }
            }
        }
        catch (Exception error)
        {
            bundle.Failure = ExceptionDispatchInfo.Capture(error);
            if (bundle.Items is List<CutItem> cut)
            {
                cut.Skip(read).ToList().ForEach(item => item.Block?.Dispose());
            }
        }
    }

    private void Read(BlockBundle bundle, EventBlock block)
    {
        var outcome = new BlockOutcome();

        // Given back whatever happens: somebody may wait for a stretch to end.
        using (block)
        {
            try
            {
                foreach (TPart part in worker.Read(block, outcome))
                {
                    bundle.Made.Add(new PartRead<TPart>(part));
                    bundle.MadeSize += worker.SizeOf(part);
                    if (bundle.MadeSize >= SizeOfHandOver || block.IsStretch)
                    {
                        handOver(bundle);
                    }
                }
            }
            catch (Exception error) when (BlockOutcome.IsBadInput(error))
            {
                outcome.Failure = error.Message;
            }
        }

        bundle.Made.Add(new BlockRead(block, outcome));
    }
}
