namespace EqlPS.Events.Evtx.Records;

/// <summary>Consecutive chunks of a log: some that were read already, or the rest of the log.</summary>
internal sealed class EvtxStretch : IDisposable
{
    private readonly EvtxReader? _rest;
    private readonly IEnumerator<EvtxChunkBytes> _chunks;

    /// <summary>The whole of a log.</summary>
    /// <param name="log">Owned.</param>
    public EvtxStretch(EvtxReader log)
    {
        _rest = log;
        _chunks = log.ReadBytes().GetEnumerator();
        Losses = log.Losses;
        IsOpenLog = log.IsOpenLog;
    }

    /// <summary>Some chunks of a log.</summary>
    /// <param name="log">Where they are from.</param>
    /// <param name="chunks">The chunks; owned.</param>
    public EvtxStretch(EvtxReader log, List<EvtxChunkBytes> chunks)
    {
        _chunks = chunks.GetEnumerator();
        ByteCount = chunks.Sum(chunk => chunk.Length);
        IsOpenLog = log.IsOpenLog;
        foreach (EvtxLoss loss in log.Losses.TakeUpTo(int.MaxValue))
        {
            Losses.Add(loss);
        }
    }

    /// <summary>What was found to be wrong while the chunks were read; their readers add to it.</summary>
    public EvtxLosses Losses { get; } = new();

    /// <summary>The log was not closed when it was read or copied.</summary>
    public bool IsOpenLog { get; }

    /// <summary>Whether the log is read on by whoever reads the stretch.</summary>
    public bool IsRest => _rest is not null;

    /// <summary>The bytes of the chunks that were read already.</summary>
    public int ByteCount { get; }

    /// <summary>Hands the next chunk over; false at the end.</summary>
    public bool TryTake(out EvtxChunkBytes chunk)
    {
        bool isThere = _chunks.MoveNext();
        chunk = isThere ? _chunks.Current : default;
        return isThere;
    }

    public void Dispose()
    {
        while (!IsRest && TryTake(out EvtxChunkBytes chunk))
        {
            chunk.Return();
        }

        _chunks.Dispose();
        _rest?.Dispose();
    }
}
