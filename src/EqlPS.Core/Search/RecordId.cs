using System.Buffers.Binary;
using EqlPS.Events;

namespace EqlPS.Search;

/// <summary>The identity of a record's content: the first 128 bits of its SHA-256.</summary>
internal readonly struct RecordId : IEquatable<RecordId>
{
    private readonly ulong _high;
    private readonly ulong _low;

    public RecordId(SourceEvent source)
        : this(source.Sha256)
    {
    }

    /// <param name="hash">The 32 bytes of the record's SHA-256.</param>
    public RecordId(ReadOnlySpan<byte> hash)
    {
        _high = BinaryPrimitives.ReadUInt64BigEndian(hash);
        _low = BinaryPrimitives.ReadUInt64BigEndian(hash.Slice(8));
    }

    public bool Equals(RecordId other) => _high == other._high && _low == other._low;

    public override bool Equals(object? obj) => obj is RecordId other && Equals(other);

    public override int GetHashCode() => _low.GetHashCode();
}
