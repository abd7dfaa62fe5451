namespace EqlPS.Events.Evtx;

/// <summary>The first 512 bytes of a chunk; fields of a damaged header are whatever stands there.</summary>
internal readonly struct EvtxChunkHeader
{
    /// <summary>Bytes before the first record: fields, string table and template table.</summary>
    public const int Size = 512;

    private const int FieldsLength = 120;
    private const int TablesOffset = 128;

    private EvtxChunkHeader(ReadOnlySpan<byte> data)
    {
        HasSignature = true;
        FirstRecordId = Bytes.UInt64(data, 24);
        LastRecordId = Bytes.UInt64(data, 32);
        FreeSpaceOffset = Bytes.UInt32(data, 48);
        RecordsChecksum = Bytes.UInt32(data, 52);
        uint state = Crc32.Append(Crc32.Start, data.Slice(0, FieldsLength));
        state = Crc32.Append(state, data.Slice(TablesOffset, Size - TablesOffset));
        ChecksumAgrees = Crc32.Finish(state) == Bytes.UInt32(data, 124);
    }

    public static ReadOnlySpan<byte> Signature => "ElfChnk\0"u8;

    public bool HasSignature { get; }

    public ulong FirstRecordId { get; }

    public ulong LastRecordId { get; }

    /// <summary>Offset in the chunk behind the last record.</summary>
    public uint FreeSpaceOffset { get; }

    public uint RecordsChecksum { get; }

    /// <summary>The stored checksum agrees with fields and tables.</summary>
    public bool ChecksumAgrees { get; }

    /// <summary>Records that the header promises, or null when its numbers can not be right.</summary>
    public int? PromisedRecords
    {
        get
        {
            ulong span = unchecked(LastRecordId - FirstRecordId);
            return HasSignature && LastRecordId >= FirstRecordId && span < EvtxChunk.MaximumRecords ? (int)span + 1 : null;
        }
    }

    /// <summary>The header of the chunk that <paramref name="data"/> holds; one without signature when there is none.</summary>
    public static EvtxChunkHeader Read(ReadOnlySpan<byte> data) =>
        data.Length >= Size && data.StartsWith(Signature) ? new EvtxChunkHeader(data) : default;
}
