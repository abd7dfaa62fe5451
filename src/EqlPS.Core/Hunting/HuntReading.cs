using EqlPS.Events;

namespace EqlPS.Hunting;

/// <summary>One source of a hunt while it is read on the caller's thread.</summary>
internal sealed class HuntReading : IDisposable
{
    private readonly Hunt _hunt;
    private readonly HuntWorker _worker;
    private readonly HuntBatch _batch;
    private readonly EventReader _reader;
    private readonly int _source;

    internal HuntReading(Hunt hunt, HuntWorker worker, HuntBatch batch, EventReader reader, int source)
    {
        _hunt = hunt;
        _worker = worker;
        _batch = batch;
        _reader = reader;
        _source = source;
    }

    /// <summary>Reads until the reader has no more events, for now or at all; true if there was one.</summary>
    /// <exception cref="OperationCanceledException">The hunt was cancelled.</exception>
    public bool Read(CancellationToken cancellation)
    {
        long before = _hunt.EventCount;
        bool hasMore = true;
        while (hasMore)
        {
            hasMore = ReadSome(cancellation);
        }

        return _hunt.EventCount > before;
    }

    /// <summary>Reads a bounded number of events; false when the reader has no more, for now or at all.</summary>
    /// <exception cref="OperationCanceledException">The hunt was cancelled.</exception>
    public bool ReadSome(CancellationToken cancellation)
    {
        _batch.Clear();
        try
        {
            return _worker.Read(_reader, _source, _batch, cancellation);
        }
        finally
        {
            // What was read before a source failed counts.
            _hunt.Release(_batch, _source);
        }
    }

    /// <summary>Ends the source. The reader is the caller's.</summary>
    public void Dispose() => _hunt.End(this);
}
