namespace EqlPS.Events.Evtx;

/// <summary>The first 4,096 bytes of an event log file.</summary>
internal sealed class EvtxFileHeader
{
    /// <summary>Bytes that the header occupies; the first chunk follows.</summary>
    public const int Size = 4096;

    private const int ChecksummedLength = 120;

    private EvtxFileHeader()
    {
    }

    /// <summary>Number of the oldest chunk of a circular log.</summary>
    public ulong FirstChunk { get; private init; }

    /// <summary>Number of the chunk that is written next.</summary>
    public ulong LastChunk { get; private init; }

    /// <summary>Identifier that the next record gets.</summary>
    public ulong NextRecordId { get; private init; }

    public ushort MinorVersion { get; private init; }

    public ushort MajorVersion { get; private init; }

    /// <summary>Chunks that the header claims; a log that is being written has more.</summary>
    public ushort ChunkCount { get; private init; }

    /// <summary>The log was not closed: header and last chunks may lag behind the data.</summary>
    public bool IsDirty { get; private init; }

    /// <summary>The log reached its size limit.</summary>
    public bool IsFull { get; private init; }

    /// <summary>The stored checksum agrees with the header's bytes.</summary>
    public bool ChecksumAgrees { get; private init; }

    public static ReadOnlySpan<byte> Signature => "ElfFile\0"u8;

    /// <summary>The header at the start of <paramref name="data"/>, or null when the signature is absent or the data too short.</summary>
    public static EvtxFileHeader? TryRead(ReadOnlySpan<byte> data)
    {
        if (data.Length < 128 || !data.StartsWith(Signature))
        {
            return null;
        }

        uint flags = Bytes.UInt32(data, 120);
        return new EvtxFileHeader
        {
            FirstChunk = Bytes.UInt64(data, 8),
            LastChunk = Bytes.UInt64(data, 16),
            NextRecordId = Bytes.UInt64(data, 24),
            MinorVersion = Bytes.UInt16(data, 36),
            MajorVersion = Bytes.UInt16(data, 38),
            ChunkCount = Bytes.UInt16(data, 42),
            IsDirty = (flags & 1) != 0,
            IsFull = (flags & 2) != 0,
            ChecksumAgrees = Crc32.Compute(data.Slice(0, ChecksummedLength)) == Bytes.UInt32(data, 124),
        };
    }
}
