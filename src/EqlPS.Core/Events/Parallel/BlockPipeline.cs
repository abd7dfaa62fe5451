using EqlPS.Events.Input;

namespace EqlPS.Events.Parallel;

/// <summary>
/// Reads inputs in blocks on several threads and gives what comes of them on the caller's thread, in the order of the inputs. What is
/// ahead of its turn is bounded.
/// </summary>
/// <param name="newWorker">Makes the worker of a thread.</param>
/// <param name="threads">How many threads read.</param>
/// <param name="size">How large blocks are; null for the usual size.</param>
internal sealed class BlockPipeline<TPart>(Func<IBlockWorker<TPart>> newWorker, int threads, BlockSize? size = null)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    /// <summary>Reads the inputs; once. With one thread nothing runs but the caller's; others have ended when this ends.</summary>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public IEnumerable<BlockStep> Run(IReadOnlyList<InputSource> inputs, CancellationToken cancellation) =>
        Merge(threads < 2 ? InPlace(inputs) : InParallel(inputs, waits: true, cancellation), cancellation).OfType<BlockStep>();

    /// <summary>
    /// Reads the inputs; once, and never on the caller's thread, which gets null now and then while there is nothing to give. A thread
    /// that waits for input is not waited for.
    /// </summary>
    /// <exception cref="OperationCanceledException">The run was cancelled, a moment ago at most.</exception>
    public IEnumerable<BlockStep?> Watch(IReadOnlyList<InputSource> inputs, CancellationToken cancellation) =>
        Merge(InParallel(inputs, waits: false, cancellation), cancellation);

    // The blocks of a source are told of together.
    private static IEnumerable<BlockStep?> Merge(IEnumerable<BlockStep?> steps, CancellationToken cancellation)
    {
        var whole = new BlockOutcome();
        foreach (BlockStep? step in steps)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return step;
            switch (step)
            {
                case SourceBegun:
                    whole = new BlockOutcome();
                    break;
                case BlockRead read:
                    whole.Append(read.Outcome);
                    if (read.Block.IsLast)
                    {
                        yield return new SourceRead(read.Block.Source, whole);
                    }

                    break;
            }
        }
    }

    private IEnumerable<BlockStep?> InPlace(IReadOnlyList<InputSource> inputs)
    {
        IBlockWorker<TPart> worker = newWorker();
        foreach (CutItem item in BlockFeed.Of(inputs, size, new SourceNumbers()))
        {
            if (item.Block is not EventBlock block)
            {
                yield return item.Step;
                continue;
            }

            var outcome = new BlockOutcome();
            using (block)
            {
                using IEnumerator<TPart> parts = worker.Read(block, outcome).GetEnumerator();
                while (TryMove(parts, outcome))
                {
                    yield return new PartRead<TPart>(parts.Current);
                }
            }

            yield return new BlockRead(block, outcome);
        }
    }

    private static bool TryMove(IEnumerator<TPart> parts, BlockOutcome outcome)
    {
        try
        {
            return parts.MoveNext();
        }
        catch (Exception error) when (BlockOutcome.IsBadInput(error))
        {
            outcome.Failure = error.Message;
            return false;
        }
    }

    private IEnumerable<BlockStep?> InParallel(IReadOnlyList<InputSource> inputs, bool waits, CancellationToken cancellation)
    {
        IBlockWorker<TPart>[] workers = Enumerable.Range(0, threads).Select(_ => newWorker()).ToArray();
        var lane = new BlockLane<TPart>(workers, inputs, size);
        try
        {
            bool isAtEnd = false;
            while (!isAtEnd)
            {
                cancellation.ThrowIfCancellationRequested();
                BlockStep? step = lane.Take(Patience, out isAtEnd);
                if (!isAtEnd)
                {
                    yield return step;
                }
            }
        }
        finally
        {
            lane.Dispose();
            if (waits)
            {
                lane.Join();
            }
        }
    }
}
