using System.Runtime.ExceptionServices;
using EqlPS.Events;

namespace EqlPS.Hunting.Files;

/// <summary>A block on its way through a worker: its batches come out in order, few at a time, so that none fills the memory.</summary>
/// <param name="block">What to read; the worker's.</param>
/// <param name="source">The number of its source.</param>
internal sealed class BlockWork(EventBlock block, int source)
{
    private const int MostWaiting = 3;

    private readonly object _gate = new();
    private readonly Queue<HuntBatch> _batches = [];
    private bool _isDone;
    private Exception? _error;

    public EventBlock Block { get; } = block;

    public int Source { get; } = source;

    /// <summary>The unpacked bytes that the block holds.</summary>
    public int ByteCount { get; } = block.ByteCount;

    /// <summary>What could not be read of it; complete when its batches are.</summary>
    public InputLossLog? Losses { get; private set; }

    /// <summary>Why it was not read to its end, where bad input explains it; null otherwise.</summary>
    public string? Failure { get; private set; }

    /// <summary>Hands over a batch; waits while enough of them wait.</summary>
    /// <exception cref="OperationCanceledException">Nobody will take it.</exception>
    public void Put(HuntBatch batch, CancellationToken cancellation)
    {
        lock (_gate)
        {
            while (_batches.Count >= MostWaiting)
            {
                cancellation.ThrowIfCancellationRequested();
                Monitor.Wait(_gate, Pauses.Step);
            }

            _batches.Enqueue(batch);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Says that no batch follows.</summary>
    public void Complete(InputLossLog? losses, Exception? error)
    {
        lock (_gate)
        {
            Losses = losses;
            bool isBadInput = error is IOException or InvalidDataException or UnauthorizedAccessException;
            Failure = isBadInput ? error!.Message : null;
            _error = isBadInput ? null : error;
            _isDone = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Takes the next batch; waits a moment for it. Null if there is none yet, or at the end.</summary>
    /// <param name="isAtEnd">Whether there will be none.</param>
    public HuntBatch? Take(out bool isAtEnd)
    {
        lock (_gate)
        {
            if (_batches.Count == 0 && !_isDone)
            {
                Monitor.Wait(_gate, Pauses.Step);
            }

            isAtEnd = _batches.Count == 0 && _isDone;
            if (isAtEnd && _error is not null)
            {
                ExceptionDispatchInfo.Capture(_error).Throw();
            }

            if (_batches.Count == 0)
            {
                return null;
            }

            Monitor.PulseAll(_gate);
            return _batches.Dequeue();
        }
    }
}
