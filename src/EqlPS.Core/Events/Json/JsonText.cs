using System.Text;
using EqlPS.Platform;

namespace EqlPS.Events.Json;

/// <summary>
/// Decodes the escapes of JSON strings whose syntax was checked. A lone surrogate is kept as it is, where the runtime's decoder would
/// refuse it.
/// </summary>
internal static class JsonText
{
    /// <summary>The text of a string token's content.</summary>
    public static string Unescape(ReadOnlySpan<byte> escaped)
    {
        var text = new StringBuilder(escaped.Length);
        while (!escaped.IsEmpty)
        {
            int backslash = escaped.IndexOf((byte)'\\');
            if (backslash < 0)
            {
                text.Append(Utf8Text.Decode(escaped));
                break;
            }

            text.Append(Utf8Text.Decode(escaped.Slice(0, backslash)));
            text.Append(ReadEscape(escaped.Slice(backslash), out int length));
            escaped = escaped.Slice(backslash + length);
        }

        return text.ToString();
    }

    /// <summary>The same as UTF-8; lone surrogates become the replacement character.</summary>
    public static byte[] UnescapeUtf8(ReadOnlySpan<byte> escaped) => Encoding.UTF8.GetBytes(Unescape(escaped));

    private static char ReadEscape(ReadOnlySpan<byte> escape, out int length)
    {
        length = 2;
        switch (escape[1])
        {
            case (byte)'b':
                return '\b';
            case (byte)'f':
                return '\f';
            case (byte)'n':
                return '\n';
            case (byte)'r':
                return '\r';
            case (byte)'t':
                return '\t';
            case (byte)'u':
                length = 6;
                return (char)((Hex(escape[2]) << 12) | (Hex(escape[3]) << 8) | (Hex(escape[4]) << 4) | Hex(escape[5]));
            default:
                return (char)escape[1];
        }
    }

    private static int Hex(byte digit) => digit <= (byte)'9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
