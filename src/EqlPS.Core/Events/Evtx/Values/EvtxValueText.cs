using System.Globalization;
using EqlPS.Events.Evtx.BinaryXml;
using EqlPS.Platform;

namespace EqlPS.Events.Evtx.Values;

/// <summary>Renders values as the Windows event log service does: GUIDs in braces, hexadecimal without padding, times in UTC.</summary>
[HotPath]
internal static class EvtxValueText
{
    private const int LongestScalar = 64;

    // Windows-1252, 0x80 to 0x9f; codes it leaves open stand for themselves. The log does not say which code page wrote it.
    private const string Ansi =
        "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f" +
        "\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";

    /// <summary>UTF-16 units that <see cref="Format"/> needs at most.</summary>
    public static int LongestLength(in EvtxValueRef value)
    {
        int length = value.Bytes.Length;
        if (!value.IsArray)
        {
            return LongestItem(value.Type, length);
        }

        int longest = 0;
        foreach (EvtxValueRef item in value.GetItems())
        {
            longest += LongestItem(item.Type, item.Bytes.Length) + 1;
        }

        return longest;
    }

    private static int LongestItem(BinaryXmlType type, int length) => type switch
    {
        BinaryXmlType.String => length / sizeof(char),
        BinaryXmlType.Sid => LongestScalar + (length * 3),
        _ => LongestScalar + (length * 2),
    };

    /// <summary>Writes the text and gives its length; the destination holds at least <see cref="LongestLength"/>.</summary>
    public static int Format(in EvtxValueRef value, Span<char> destination)
    {
        var writer = new CharWriter(destination);
        if (!value.IsArray)
        {
            FormatItem(value, ref writer);
            return writer.Length;
        }

        bool isFirst = true;
        foreach (EvtxValueRef item in value.GetItems())
        {
            if (!isFirst)
            {
                writer.Write(' ');
            }

            isFirst = false;
            FormatItem(item, ref writer);
        }

        return writer.Length;
    }

    private static void FormatItem(in EvtxValueRef value, ref CharWriter writer)
    {
        ReadOnlySpan<byte> data = value.Bytes;
        if (data.Length < EvtxValueSizes.OfFixed(value.Type))
        {
            writer.WriteBytes(data);
            return;
        }

        switch (value.Type)
        {
            case BinaryXmlType.Null:
            case BinaryXmlType.BinaryXml:
                break;
            case BinaryXmlType.String:
            case BinaryXmlType.EventXml:
                value.Part(0, data.Length, BinaryXmlType.String).TryGetUtf16(out ReadOnlySpan<char> text);
                writer.Write(text);
                break;
            case BinaryXmlType.AnsiString:
                FormatAnsi(data, ref writer);
                break;
            case BinaryXmlType.Int8 or BinaryXmlType.Int16 or BinaryXmlType.Int32 or BinaryXmlType.Int64:
                EvtxValueNumber.TryGetInt64(value, out long signed);
                writer.WriteDecimal(signed);
                break;
            case BinaryXmlType.UInt8 or BinaryXmlType.UInt16 or BinaryXmlType.UInt32 or BinaryXmlType.UInt64:
                EvtxValueNumber.TryGetUInt64(value, out ulong unsigned);
                writer.WriteDecimal(unsigned, 1);
                break;
            case BinaryXmlType.HexInt32 or BinaryXmlType.HexInt64:
                EvtxValueNumber.TryGetUInt64(value, out ulong hex);
                writer.WriteHex(hex);
                break;
            case BinaryXmlType.Size or BinaryXmlType.EventHandle when data.Length is 4 or 8:
                EvtxValueNumber.TryGetUInt64(value, out ulong pointer);
                writer.WriteHex(pointer);
                break;
            case BinaryXmlType.Real32:
                EvtxValueNumber.TryGetDouble(value, out double single);
                writer.Write(FormatReal(single, ((float)single).ToString("R", CultureInfo.InvariantCulture)).AsSpan());
                break;
            case BinaryXmlType.Real64:
                EvtxValueNumber.TryGetDouble(value, out double real);
                writer.Write(FormatReal(real, real.ToString("R", CultureInfo.InvariantCulture)).AsSpan());
                break;
            case BinaryXmlType.Boolean:
                writer.Write((Bytes.UInt32(data, 0) != 0 ? "true" : "false").AsSpan());
                break;
            case BinaryXmlType.Guid:
                writer.WriteGuid(data);
                break;
            case BinaryXmlType.FileTime:
                EvtxValueTime.FormatFileTime((long)Bytes.UInt64(data, 0), ref writer);
                break;
            case BinaryXmlType.SystemTime:
                EvtxValueTime.FormatSystemTime(data, ref writer);
                break;
            case BinaryXmlType.Sid when EvtxValueSizes.OfSid(data) > 0:
                FormatSid(data, ref writer);
                break;
            default:
                writer.WriteBytes(data);
                break;
        }
    }

    private static void FormatAnsi(ReadOnlySpan<byte> data, ref CharWriter writer)
    {
        int length = data.Length;
        while (length > 0 && data[length - 1] == 0)
        {
            length--;
        }

        foreach (byte value in data.Slice(0, length))
        {
            writer.Write(value is >= 0x80 and <= 0x9f ? Ansi[value - 0x80] : (char)value);
        }
    }

    private static void FormatSid(ReadOnlySpan<byte> data, ref CharWriter writer)
    {
        writer.Write("S-".AsSpan());
        writer.WriteDecimal(data[0], 1);
        writer.Write('-');
        ulong authority = 0;
        for (int i = 2; i < EvtxValueSizes.SidHeader; i++)
        {
            authority = (authority << 8) | data[i];
        }

        // [MS-DTYP] 2.4.2.1: an authority of 2^32 and above is written in hexadecimal.
        if (authority > uint.MaxValue)
        {
            writer.WriteHex(authority);
        }
        else
        {
            writer.WriteDecimal(authority, 1);
        }

        for (int i = 0; i < data[1]; i++)
        {
            writer.Write('-');
            writer.WriteDecimal(Bytes.UInt32(data, EvtxValueSizes.SidHeader + (i * 4)), 1);
        }
    }

    // The service formats with the C runtime, whose names of the special values these are.
    private static string FormatReal(double value, string plain) =>
        double.IsPositiveInfinity(value) ? "1.#INF"
        : double.IsNegativeInfinity(value) ? "-1.#INF"
        : double.IsNaN(value) ? "-1.#IND"
        : plain;
}
