namespace EqlPS.Events.Evtx.BinaryXml;

/// <summary>Bounds the work that a crafted record can cause: a few bytes can refer to a large template again and again.</summary>
internal struct WalkBudget
{
    /// <summary>Deepest nesting of elements, template instances included.</summary>
    public const int Depth = 128;

    // A record of 64 KB holds at most 65,535 items of an array, and no more bytes of text than itself; names multiply with items.
    private const int NodesPerRecord = 400_000;
    private const int BytesPerRecord = 8 * 1024 * 1024;
    private const int NodesPerChunk = 4 * NodesPerRecord;
    private const int BytesPerChunk = 4 * BytesPerRecord;

    private EvtxChunk? _chunk;
    private int _lastOffset;
    private int _chunkNodes;
    private int _chunkBytes;
    private int _nodes;
    private int _bytes;

    /// <summary>Starts a record; the allowance of a chunk lasts until another chunk or an earlier record of the same.</summary>
    public void Start(in EvtxRecord record)
    {
        if (!ReferenceEquals(_chunk, record.Chunk) || record.Offset <= _lastOffset)
        {
            _chunk = record.Chunk;
            _chunkNodes = NodesPerChunk;
            _chunkBytes = BytesPerChunk;
        }

        _lastOffset = record.Offset;
        _nodes = Math.Min(NodesPerRecord, _chunkNodes);
        _bytes = Math.Min(BytesPerRecord, _chunkBytes);
        _chunkNodes -= _nodes;
        _chunkBytes -= _bytes;
    }

    /// <summary>Ends a record: what it did not use serves the next ones.</summary>
    public void End()
    {
        _chunkNodes += Math.Max(_nodes, 0);
        _chunkBytes += Math.Max(_bytes, 0);
    }

    /// <summary>False when one more node with so many bytes of name or text is too much.</summary>
    public bool Take(int bytes)
    {
        _nodes--;
        _bytes -= bytes;
        return _nodes >= 0 && _bytes >= 0;
    }
}
