using EqlPS.Events.Evtx.BinaryXml;

namespace EqlPS.Events.Evtx;

/// <summary>A record where it lies in its chunk; nothing is copied, and it is valid only until the chunk is disposed.</summary>
internal readonly struct EvtxRecord
{
    /// <summary>Signature, size, identifier and written time.</summary>
    public const int HeaderSize = 24;

    /// <summary>Header and the copy of the size; a record of no content.</summary>
    public const int MinimumSize = HeaderSize + 4;

    private readonly EvtxChunk _chunk;

    public EvtxRecord(EvtxChunk chunk, int offset, int size, bool recovered)
    {
        _chunk = chunk;
        Offset = offset;
        Size = size;
        IsRecovered = recovered;
    }

    public static ReadOnlySpan<byte> Signature => "**\0\0"u8;

    public EvtxChunk Chunk => _chunk;

    /// <summary>Offset in the chunk.</summary>
    public int Offset { get; }

    /// <summary>Bytes from signature to the copy of the size.</summary>
    public int Size { get; }

    /// <summary>Carved from slack space: an image of a record that the log no longer counts.</summary>
    public bool IsRecovered { get; }

    /// <summary>Offset in the (decompressed) file.</summary>
    public long FileOffset => _chunk.FileOffset + Offset;

    /// <summary>Record identifier as the frame has it; <c>EventRecordID</c> in the event may differ in forwarded logs.</summary>
    public ulong Id => Bytes.UInt64(_chunk.Data, Offset + 8);

    /// <summary>Time of writing as a FILETIME: 100 ns steps since 1601-01-01 UTC.</summary>
    public long WrittenTime => (long)Bytes.UInt64(_chunk.Data, Offset + 16);

    /// <summary>The record's bytes; names and templates they refer to may stand elsewhere in the chunk.</summary>
    public ReadOnlySpan<byte> Raw => _chunk.Data.Slice(Offset, Size);

    /// <summary>Offset in the chunk of the binary XML.</summary>
    public int ContentStart => Offset + HeaderSize;

    /// <summary>Offset in the chunk behind the binary XML.</summary>
    public int ContentEnd => Offset + Size - sizeof(int);

    /// <summary>The template instance that the record is, or false when it is literal binary XML or damaged.</summary>
    /// <remarks>Windows writes a fragment header and one instance; anything else takes the general parser.</remarks>
    public bool TryGetInstance(out TemplateInstance instance, out EvtxLossReason reason)
    {
        _chunk.Select(this);
        return TemplateInstance.TryReadFragment(_chunk, ContentStart, ContentEnd, out instance, out reason);
    }

    /// <summary>A loss that names this record.</summary>
    public EvtxLoss ToLoss(EvtxLossReason reason) => new(_chunk.Path, _chunk.Number, FileOffset, reason, 1);
}
