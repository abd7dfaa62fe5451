using System.Buffers.Binary;
using System.Globalization;
using EqlPS.Events.Evtx.BinaryXml;
using EqlPS.Platform;

namespace EqlPS.Events.Evtx.Values;

/// <summary>Reads values as numbers and truth values; texts count as what they spell, as they would in the event's XML.</summary>
[HotPath]
internal static class EvtxValueNumber
{
    private const int LongestNumber = 64;

    public static bool TryGetInt64(in EvtxValueRef value, out long result)
    {
        ReadOnlySpan<byte> data = value.Bytes;
        switch (value.Type)
        {
            case BinaryXmlType.Int8 when data.Length >= 1:
                result = (sbyte)data[0];
                return true;
            case BinaryXmlType.Int16 when data.Length >= 2:
                result = BinaryPrimitives.ReadInt16LittleEndian(data);
                return true;
            case BinaryXmlType.Int32 when data.Length >= 4:
                result = BinaryPrimitives.ReadInt32LittleEndian(data);
                return true;
            case BinaryXmlType.Int64 when data.Length >= 8:
                result = BinaryPrimitives.ReadInt64LittleEndian(data);
                return true;
            case BinaryXmlType.String:
                value.TryGetUtf16(out ReadOnlySpan<char> text);
                return TryParse(text, out result);
            default:
                bool isUnsigned = TryGetUnsigned(value, out ulong unsigned) && unsigned <= long.MaxValue;
                result = isUnsigned ? (long)unsigned : 0;
                return isUnsigned;
        }
    }

    public static bool TryGetUInt64(in EvtxValueRef value, out ulong result)
    {
        if (TryGetUnsigned(value, out result))
        {
            return true;
        }

        if (value.TryGetUtf16(out ReadOnlySpan<char> text))
        {
            return TryParseUnsigned(text, out result);
        }

        bool isPositive = TryGetInt64(value, out long signed) && signed >= 0;
        result = isPositive ? (ulong)signed : 0;
        return isPositive;
    }

    public static bool TryGetDouble(in EvtxValueRef value, out double result)
    {
        ReadOnlySpan<byte> data = value.Bytes;
        switch (value.Type)
        {
            case BinaryXmlType.Real32 when data.Length >= 4:
                result = ToSingle(Bytes.Int32(data, 0));
                return true;
            case BinaryXmlType.Real64 when data.Length >= 8:
                result = BitConverter.Int64BitsToDouble((long)Bytes.UInt64(data, 0));
                return true;
            case BinaryXmlType.String:
                value.TryGetUtf16(out ReadOnlySpan<char> text);
                result = 0;
                return text.Length is > 0 and <= LongestNumber
                    && double.TryParse(text.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out result);
            default:
                bool isUnsigned = TryGetUnsigned(value, out ulong unsigned);
                bool isNumber = TryGetInt64(value, out long signed) || isUnsigned;
                result = isUnsigned ? unsigned : signed;
                return isNumber;
        }
    }

    public static bool TryGetBoolean(in EvtxValueRef value, out bool result)
    {
        if (value.TryGetUtf16(out ReadOnlySpan<char> text))
        {
            result = text.SequenceEqual("true".AsSpan());
            return result || text.SequenceEqual("false".AsSpan());
        }

        ReadOnlySpan<byte> data = value.Bytes;
        bool isBoolean = value.Type == BinaryXmlType.Boolean && data.Length >= 4;
        result = isBoolean && Bytes.UInt32(data, 0) != 0;
        return isBoolean;
    }

    private static bool TryGetUnsigned(in EvtxValueRef value, out ulong result)
    {
        ReadOnlySpan<byte> data = value.Bytes;
        int size = value.Type switch
        {
            BinaryXmlType.UInt8 => 1,
            BinaryXmlType.UInt16 => 2,
            BinaryXmlType.UInt32 or BinaryXmlType.HexInt32 => 4,
            BinaryXmlType.UInt64 or BinaryXmlType.HexInt64 => 8,
            BinaryXmlType.Size or BinaryXmlType.EventHandle => data.Length >= 8 ? 8 : 4,
            _ => int.MaxValue,
        };
        result = 0;
        if (data.Length < size)
        {
            return false;
        }

        result = size switch
        {
            1 => data[0],
            2 => Bytes.UInt16(data, 0),
            4 => Bytes.UInt32(data, 0),
            _ => Bytes.UInt64(data, 0),
        };
        return true;
    }

    private static bool TryParse(ReadOnlySpan<char> text, out long result)
    {
        bool isNegative = text.Length > 0 && text[0] == '-';
        ulong limit = isNegative ? (ulong)long.MaxValue + 1 : long.MaxValue;
        bool isNumber = TryParseUnsigned(isNegative ? text.Slice(1) : text, out ulong magnitude) && magnitude <= limit;
        result = !isNumber ? 0 : isNegative ? unchecked(-(long)magnitude) : (long)magnitude;
        return isNumber;
    }

    private static bool TryParseUnsigned(ReadOnlySpan<char> text, out ulong result)
    {
        result = 0;
        bool isHex = text.Length > 2 && text[0] == '0' && text[1] is 'x' or 'X' && text.Length <= 18;
        ulong radix = isHex ? 16ul : 10ul;
        ReadOnlySpan<char> digits = isHex ? text.Slice(2) : text;
        if (digits.Length is 0 or > 20)
        {
            return false;
        }

        foreach (char c in digits)
        {
            ulong digit = c switch
            {
                >= '0' and <= '9' => c - (ulong)'0',
                >= 'a' and <= 'f' => c - (ulong)'a' + 10,
                >= 'A' and <= 'F' => c - (ulong)'A' + 10,
                _ => ulong.MaxValue,
            };
            if (digit >= radix || result > (ulong.MaxValue - digit) / radix)
            {
                result = 0;
                return false;
            }

            result = (result * radix) + digit;
        }

        return true;
    }

    private static unsafe float ToSingle(int bits) => *(float*)&bits;
}
