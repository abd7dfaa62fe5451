namespace EqlPS.Events.Evtx;

/// <summary>Collects losses from any thread: all are counted, the first ones kept.</summary>
internal sealed class EvtxLosses
{
    /// <summary>Losses that are kept as objects; later ones are only counted.</summary>
    public const int Kept = 10_000;

    private readonly object _gate = new();
    private readonly List<EvtxLoss> _list = [];
    private long _count;
    private long _records;

    /// <summary>Losses reported so far, kept or not.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>Records known to be lost; those of losses whose number can not be known count nothing.</summary>
    public long Records => Interlocked.Read(ref _records);

    public void Add(EvtxLoss loss)
    {
        lock (_gate)
        {
            _count++;
            _records += loss.Records ?? 0;
            if (_list.Count < Kept)
            {
                _list.Add(loss);
            }
        }
    }

    /// <summary>
    /// Hands over the kept losses up to a chunk, in the order of chunk and offset; the room they took is free again.
    /// </summary>
    public IReadOnlyList<EvtxLoss> TakeUpTo(int chunk)
    {
        lock (_gate)
        {
            if (_list.Count == 0)
            {
                return [];
            }

            EvtxLoss[] taken = Order(_list.Where(loss => loss.Chunk <= chunk));
            _list.RemoveAll(loss => loss.Chunk <= chunk);
            return taken;
        }
    }

    /// <summary>The kept losses in the order of file, chunk and offset, whatever threads reported them.</summary>
    public IReadOnlyList<EvtxLoss> ToList()
    {
        lock (_gate)
        {
            return Order(_list);
        }
    }

    private static EvtxLoss[] Order(IEnumerable<EvtxLoss> losses) => losses
        .OrderBy(loss => loss.Path, StringComparer.Ordinal)
        .ThenBy(loss => loss.Chunk)
        .ThenBy(loss => loss.Offset)
        .ThenBy(loss => loss.Reason)
        .ToArray();
}
