using System.Runtime.ExceptionServices;
using EqlPS.Events.Input;

namespace EqlPS.Events.Parallel;

/// <summary>
/// The threads that read inputs in blocks: by turns, each cuts what it reads next. What comes of it is taken in the order of the inputs,
/// and what is ahead of its turn is bounded.
/// </summary>
internal sealed class BlockLane<TPart> : IDisposable
{
    private const int BundlesPerThread = 8;
    private const long SizePerThread = 2 * 1024 * 1024;

    private readonly object _gate = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly BundleCutter _cutter;
    private readonly Queue<BlockBundle> _bundles = [];
    private readonly Queue<BlockStep> _taken = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly int _threads;
    private readonly long _mostWaiting;
    private int _running;
    private long _waiting;
    private bool _isCut;
    private ExceptionDispatchInfo? _fault;

    /// <summary>Starts a thread for each worker.</summary>
    /// <param name="workers">One at least.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="size">How large blocks are; null for the usual size.</param>
    public BlockLane(IReadOnlyList<IBlockWorker<TPart>> workers, IReadOnlyList<InputSource> inputs, BlockSize? size)
    {
        _cutter = new BundleCutter(inputs, size);
        _threads = _running = workers.Count;
        _mostWaiting = _threads * SizePerThread;
        foreach (IBlockWorker<TPart> worker in workers)
        {
            var reader = new BundleReader<TPart>(worker, bundle => HandOver(bundle, isLast: false));
            new Thread(() => Run(reader)) { IsBackground = true, Name = "eqlps reader" }.Start();
        }
    }

    /// <summary>The next step in the order of the inputs; waits a moment for it. Null if there is none yet, or at the end.</summary>
    /// <param name="patience">How long it is waited for.</param>
    /// <param name="isAtEnd">Whether there will be none.</param>
    public BlockStep? Take(TimeSpan patience, out bool isAtEnd)
    {
        isAtEnd = _taken.Count == 0 && !Fetch(patience);
        return _taken.Count > 0 ? _taken.Dequeue() : null;
    }

    /// <summary>Stops the threads, which end soon; one that waits for input ends when it comes, or with the process.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        lock (_gate)
        {
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits until the threads have ended.</summary>
    public void Join()
    {
        lock (_gate)
        {
            while (_running > 0)
            {
                Monitor.Wait(_gate);
            }
        }
    }

    // False at the end.
    private bool Fetch(TimeSpan patience)
    {
        lock (_gate)
        {
            while (true)
            {
                if (_bundles.Count == 0 && _isCut)
                {
                    _fault?.Throw();
                    return false;
                }

                BlockBundle? first = _bundles.Count == 0 ? null : _bundles.Peek();
                if (first is { Waiting.Count: > 0 })
                {
                    first.Waiting.ForEach(_taken.Enqueue);
                    first.Waiting.Clear();
                    _waiting -= first.WaitingSize;
                    first.WaitingSize = 0;
                    Monitor.PulseAll(_gate);
                    return true;
                }

                if (first is { IsDone: true })
                {
                    _bundles.Dequeue();
                    Monitor.PulseAll(_gate);
                    first.Failure?.Throw();
                }
                else if (!Monitor.Wait(_gate, patience))
                {
                    return true;
                }
            }
        }
    }

    private void Run(BundleReader<TPart> reader)
    {
        try
        {
            while (Cut() is BlockBundle bundle)
            {
                reader.Read(bundle);
                HandOver(bundle, isLast: true);
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody takes any more.
        }

        lock (_gate)
        {
            // The last one closes what is open.
            if (--_running == 0)
            {
                _cutter.Dispose();
            }

            Monitor.PulseAll(_gate);
        }
    }

    // Null at the end.
    private BlockBundle? Cut()
    {
        _turn.Wait(_stop.Token);
        try
        {
            if (_isCut)
            {
                return null;
            }

            WaitForRoom();
            return Enqueue(_cutter.Next());
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            End(ExceptionDispatchInfo.Capture(error));
            return null;
        }
        finally
        {
            _turn.Release();
        }
    }

    private void WaitForRoom()
    {
        lock (_gate)
        {
            while (_bundles.Count >= _threads * BundlesPerThread)
            {
                _stop.Token.ThrowIfCancellationRequested();
                Monitor.Wait(_gate);
            }
        }
    }

    private BlockBundle? Enqueue(BlockBundle? bundle)
    {
        if (bundle is null)
        {
            End(null);
            return null;
        }

        lock (_gate)
        {
            _bundles.Enqueue(bundle);
            return bundle;
        }
    }

    private void End(ExceptionDispatchInfo? fault)
    {
        lock (_gate)
        {
            _fault = fault;
            _isCut = true;
            Monitor.PulseAll(_gate);
        }
    }

    // The bundle whose turn it is waits for nobody but who takes from it.
    private void HandOver(BlockBundle bundle, bool isLast)
    {
        lock (_gate)
        {
            while (_waiting > 0 && _waiting + bundle.MadeSize > _mostWaiting && !(bundle == _bundles.Peek() && bundle.Waiting.Count == 0))
            {
                _stop.Token.ThrowIfCancellationRequested();
                Monitor.Wait(_gate);
            }

            bundle.Waiting.AddRange(bundle.Made);
            bundle.WaitingSize += bundle.MadeSize;
            _waiting += bundle.MadeSize;
            bundle.Made.Clear();
            bundle.MadeSize = 0;
            bundle.IsDone = isLast;
            _stop.Token.ThrowIfCancellationRequested();
            if (bundle == _bundles.Peek())
            {
                Monitor.PulseAll(_gate);
            }
        }
    }
}
