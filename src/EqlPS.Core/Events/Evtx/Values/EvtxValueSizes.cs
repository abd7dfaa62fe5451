using EqlPS.Events.Evtx.BinaryXml;
using EqlPS.Platform;

namespace EqlPS.Events.Evtx.Values;

/// <summary>How many bytes values of each type take.</summary>
[HotPath]
internal static class EvtxValueSizes
{
    /// <summary>Revision, count of sub-authorities and authority of a security identifier.</summary>
    public const int SidHeader = 8;

    /// <summary>Bytes of a type whose values are all of one size, or 0.</summary>
    public static int OfFixed(BinaryXmlType type) => type switch
    {
        BinaryXmlType.Int8 or BinaryXmlType.UInt8 => 1,
        BinaryXmlType.Int16 or BinaryXmlType.UInt16 => 2,
        BinaryXmlType.Int32 or BinaryXmlType.UInt32 or BinaryXmlType.HexInt32 or BinaryXmlType.Real32 or BinaryXmlType.Boolean => 4,
        BinaryXmlType.Int64 or BinaryXmlType.UInt64 or BinaryXmlType.HexInt64 or BinaryXmlType.Real64 or BinaryXmlType.FileTime => 8,
        BinaryXmlType.Guid or BinaryXmlType.SystemTime => 16,
        _ => 0,
    };

    /// <summary>Bytes of the item of an array at its start, or all of them for a type that arrays do not part.</summary>
    public static int OfItem(ReadOnlySpan<byte> rest, int total, BinaryXmlType type)
    {
        int size = type switch
        {
            // Arrays of pointers do not say their width; logs of 64-bit systems are the rule.
            BinaryXmlType.Size or BinaryXmlType.EventHandle => total % 8 == 0 ? 8 : 4,
            BinaryXmlType.Sid => OfSid(rest),
            _ => OfFixed(type),
        };
        return size <= 0 || size > rest.Length ? rest.Length : size;
    }

    /// <summary>Bytes of a security identifier by its own count, or -1 when it does not fit.</summary>
    public static int OfSid(ReadOnlySpan<byte> data)
    {
        int size = data.Length < SidHeader ? -1 : SidHeader + (data[1] * 4);
        return size > data.Length ? -1 : size;
    }

    /// <summary>Bytes of a value that stands in the token stream without a length, or -1 for types that can not.</summary>
    public static int OfLiteral(ReadOnlySpan<byte> data, int at, BinaryXmlType type)
    {
        if (type == BinaryXmlType.Null)
        {
            return 0;
        }

        int size = type == BinaryXmlType.Sid ? OfSid(data.Slice(Math.Min(at, data.Length))) : OfFixed(type);
        return size <= 0 ? -1 : size;
    }
}
