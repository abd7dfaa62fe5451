using System.Collections.Concurrent;
using EqlPS.Events;
using EqlPS.Events.Input;

namespace EqlPS.Hunting.Files;

/// <summary>
/// The threads of a hunt over files: one opens the inputs and cuts them into blocks, the workers read these. What they find is taken in
/// reading order.
/// </summary>
internal sealed class FileLane : IDisposable
{
    // Blocks cut and not yet taken, beyond those that workers are at.
    private const int SpareBlocks = 2;
    private const int MostSteps = 64;

    private readonly CompiledRuleSet _rules;
    private readonly FileHuntOptions _options;
    private readonly IReadOnlyList<InputSource> _inputs;
    private readonly CancellationTokenSource _stop;
    private readonly BlockingCollection<FileWork> _steps = new(MostSteps);
    private readonly BlockingCollection<BlockWork> _blocks = [];
    private readonly ConcurrentBag<HuntBatch> _spare = [];
    private readonly SemaphoreSlim _free;
    private int _sourceCount;

    public FileLane(
        CompiledRuleSet rules, FileHuntOptions options, IReadOnlyList<InputSource> inputs, IEnumerable<HuntWorker> workers,
        CancellationToken cancellation)
    {
        _rules = rules;
        _options = options;
        _inputs = inputs;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _free = new SemaphoreSlim(options.ThreadCount + SpareBlocks);
        Start(OpenInputs, "eqlps inputs");
        foreach (HuntWorker worker in workers)
        {
            Start(() => Work(worker), "eqlps worker");
        }
    }

    /// <summary>The next step in reading order; waits a moment for it. Null if there is none yet, or at the end.</summary>
    /// <param name="isAtEnd">Whether there will be none.</param>
    /// <exception cref="OperationCanceledException">The hunt was cancelled.</exception>
    public FileWork? Take(out bool isAtEnd)
    {
        bool isTaken = _steps.TryTake(out FileWork? step, (int)Pauses.Step.TotalMilliseconds, _stop.Token);
        isAtEnd = !isTaken && _steps.IsCompleted;
        return step;
    }

    /// <summary>Gives back a batch that was taken.</summary>
    public void Return(HuntBatch batch)
    {
        batch.Clear();
        _spare.Add(batch);
    }

    /// <summary>Says that all of a block was taken, so that another can be cut.</summary>
    public void Finish() => _free.Release();

    /// <summary>Stops the threads, which end soon; one that waits for input ends with the process.</summary>
    public void Dispose() => _stop.Cancel();

    private static void Start(Action run, string name) => new Thread(() => run()) { IsBackground = true, Name = name }.Start();

    private void OpenInputs()
    {
        try
        {
            foreach (InputSource input in _inputs)
            {
                OpenInput(input);
            }
        }
        catch (OperationCanceledException)
        {
            // Whoever cancelled asks for nothing more.
        }
        catch (Exception error)
        {
            _steps.TryAdd(new FileWork.Fault(error), (int)Pauses.Step.TotalMilliseconds);
        }
        finally
        {
            _blocks.CompleteAdding();
            _steps.CompleteAdding();
        }
    }

    private void OpenInput(InputSource input)
    {
        var losses = new InputLossLog();
        try
        {
            foreach (EventSource source in EventSources.Open(input, losses))
            {
                Cut(source);
            }
        }
        catch (Exception error) when (IsBadInput(error))
        {
            Tell(input.Name, error);
        }

        _steps.Add(new FileWork.InputEnd(input.Name, losses), _stop.Token);
    }

    private static bool IsBadInput(Exception error) =>
        error is InputException or IOException or InvalidDataException or UnauthorizedAccessException;

    private void Tell(string name, Exception error) =>
        _steps.Add(new FileWork.Failure(name, error is InputException ? error.Message : $"{name}: {error.Message}"), _stop.Token);

    private void Cut(EventSource source)
    {
        int number = ++_sourceCount;
        bool isRead = false;
        _steps.Add(new FileWork.Begin(source.Name), _stop.Token);
        try
        {
            foreach (EventBlock block in source.Blocks(_options.BlockSize))
            {
                var work = new BlockWork(block, number);
                isRead |= block.IsStretch;
                try
                {
                    _free.Wait(_stop.Token);
                    _steps.Add(new FileWork.Block(work), _stop.Token);
                }
                catch
                {
                    block.Dispose();
                    throw;
                }

                _blocks.Add(work);
            }

            _steps.Add(new FileWork.End(source), _stop.Token);
        }
        catch (Exception error) when (IsBadInput(error))
        {
            Tell(source.Name, error);
        }
        finally
        {
            // A block that reads the stream closes it.
            if (!isRead)
            {
                source.Dispose();
            }
        }
    }

    private void Work(HuntWorker worker)
    {
        EventReaders? readers = null;
        foreach (BlockWork work in _blocks.GetConsumingEnumerable())
        {
            InputLossLog? losses = null;
            Exception? failure = null;
            using (work.Block)
            {
                try
                {
                    readers ??= new EventReaders(_rules.Fields, _options.Mode, new EqlQueryOptions().TimestampField, _options.Mappings);
                    using EventReader reader = readers.OpenBlock(work.Block);
                    losses = reader.Losses;
                    Read(worker, reader, work);
                }
                catch (Exception error)
                {
                    failure = error;
                }
            }

            work.Complete(losses, failure);
        }
    }

    private void Read(HuntWorker worker, EventReader reader, BlockWork work)
    {
        bool hasMore = true;
        while (hasMore)
        {
            HuntBatch batch = _spare.TryTake(out HuntBatch? spare) ? spare : new HuntBatch(_rules.Orders.Count);
            try
            {
                hasMore = worker.Read(reader, work.Source, batch, _stop.Token);
            }
            finally
            {
                // What was read before a source failed counts.
                work.Put(batch, _stop.Token);
            }
        }
    }
}
