using System.Collections.Concurrent;
using EqlPS.Events.Input;

namespace EqlPS.Events.Parallel;

/// <summary>
/// Reads inputs in blocks on several threads and gives what comes of them on the caller's thread, in the order of the inputs. What is ahead of
/// its turn is bounded.
/// </summary>
/// <param name="newWorker">Makes the worker of a thread.</param>
/// <param name="threads">How many threads read; with one, nothing runs but the caller's thread.</param>
/// <param name="size">How large blocks are; null for the usual size.</param>
internal sealed class BlockPipeline<TPart>(Func<IBlockWorker<TPart>> newWorker, int threads, BlockSize? size = null)
{
    private const int SlotsPerThread = 3;

    /// <summary>Reads the inputs; once.</summary>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public IEnumerable<BlockStep> Run(IReadOnlyList<InputSource> inputs, CancellationToken cancellation) =>
        Merge(threads < 2 ? InPlace(inputs, cancellation) : InParallel(inputs, cancellation), cancellation);

    // The blocks of a source are told of together.
    private static IEnumerable<BlockStep> Merge(IEnumerable<(BlockSlot<TPart> Slot, BlockStep? Step)> steps, CancellationToken cancellation)
    {
        var whole = new BlockOutcome();
        foreach ((BlockSlot<TPart> slot, BlockStep? step) in steps)
        {
            cancellation.ThrowIfCancellationRequested();
            if (step is not null)
            {
                yield return step;
                continue;
            }

            whole.Append(slot.Outcome);
            yield return new BlockRead(slot.Outcome.Events, slot.Outcome.Bytes);
            if (slot.Block!.IsLast)
            {
                yield return new SourceRead(slot.Block.Source, whole);
                whole = new BlockOutcome();
            }
        }
    }

    private IEnumerable<(BlockSlot<TPart> Slot, BlockStep? Step)> InPlace(IReadOnlyList<InputSource> inputs, CancellationToken cancellation)
    {
        IBlockWorker<TPart> worker = newWorker();
        foreach ((EventBlock? block, BlockStep? step) in BlockFeed.Of(inputs, size))
        {
            var slot = new BlockSlot<TPart>(block, step);
            if (block is not null)
            {
                using IEnumerator<TPart> parts = worker.Read(block, slot.Outcome).GetEnumerator();
                while (TryMove(parts, slot.Outcome))
                {
                    cancellation.ThrowIfCancellationRequested();
                    yield return (slot, new PartRead<TPart>(parts.Current));
                }

                block.Dispose();
            }

            yield return (slot, step);
        }
    }

    private static bool TryMove(IEnumerator<TPart> parts, BlockOutcome outcome)
    {
        try
        {
            return parts.MoveNext();
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            outcome.Failure = error.Message;
            return false;
        }
    }

    private IEnumerable<(BlockSlot<TPart> Slot, BlockStep? Step)> InParallel(
        IReadOnlyList<InputSource> inputs, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var ordered = new BlockingCollection<BlockSlot<TPart>>(threads * SlotsPerThread);
        using var work = new BlockingCollection<BlockSlot<TPart>>();
        Task cutting = Start(() => Cut(inputs, ordered, work, stop.Token));
        Task[] reading = Enumerable.Range(0, threads).Select(_ => newWorker())
            .Select(worker => Start(() => Read(worker, work, stop.Token))).ToArray();
        try
        {
            foreach (BlockSlot<TPart> slot in ordered.GetConsumingEnumerable(stop.Token))
            {
                if (slot.Block is not null)
                {
                    foreach (TPart part in slot.Parts(stop.Token))
                    {
                        yield return (slot, new PartRead<TPart>(part));
                    }
                }

                yield return (slot, slot.Step);
            }

            cutting.GetAwaiter().GetResult();
        }
        finally
        {
            stop.Cancel();
            Task.WhenAll([cutting, .. reading]).ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        }
    }

    private static Task Start(Action action) =>
        Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Cut(
        IReadOnlyList<InputSource> inputs, BlockingCollection<BlockSlot<TPart>> ordered, BlockingCollection<BlockSlot<TPart>> work,
        CancellationToken cancellation)
    {
        try
        {
            foreach ((EventBlock? block, BlockStep? step) in BlockFeed.Of(inputs, size))
            {
                var slot = new BlockSlot<TPart>(block, step);
                try
                {
                    ordered.Add(slot, cancellation);
                }
                catch (OperationCanceledException)
                {
                    block?.Dispose();
                    throw;
                }

                if (block is not null)
                {
                    work.Add(slot, CancellationToken.None);
                }
            }
        }
        finally
        {
            work.CompleteAdding();
            ordered.CompleteAdding();
        }
    }

    // What is not read any more is given back all the same: somebody may wait for a stretch to end.
    private static void Read(IBlockWorker<TPart> worker, BlockingCollection<BlockSlot<TPart>> work, CancellationToken cancellation)
    {
        foreach (BlockSlot<TPart> slot in work.GetConsumingEnumerable(CancellationToken.None))
        {
            if (cancellation.IsCancellationRequested)
            {
                slot.Block!.Dispose();
            }
            else
            {
                slot.Read(worker, cancellation);
            }
        }
    }
}
