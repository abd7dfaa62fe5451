using System.Buffers;
using System.Text;
using EqlPS.Platform;

namespace EqlPS.Events.Json;

/// <summary>
/// Decodes the escapes of JSON strings whose syntax was checked. A lone surrogate is kept as it is, where the runtime's decoder would
/// refuse it.
/// </summary>
[HotPath]
internal static class JsonText
{
    private const int ShortText = 256;

    /// <summary>The text of a string token's content.</summary>
    public static string Unescape(ReadOnlySpan<byte> escaped)
    {
        // No character takes fewer bytes than one, escaped or not.
        char[]? rented = escaped.Length > ShortText ? ArrayPool<char>.Shared.Rent(escaped.Length) : null;
        Span<char> text = rented ?? stackalloc char[ShortText];
        string result = text.Slice(0, Unescape(escaped, text)).ToString();
        if (rented is not null)
        {
            ArrayPool<char>.Shared.Return(rented);
        }

        return result;
    }

    private static int Unescape(ReadOnlySpan<byte> escaped, Span<char> text)
    {
        int count = 0;
        while (!escaped.IsEmpty)
        {
            int backslash = escaped.IndexOf((byte)'\\');
            if (backslash < 0)
            {
                return count + Utf8Text.Decode(escaped, text.Slice(count));
            }

            count += Utf8Text.Decode(escaped.Slice(0, backslash), text.Slice(count));
            text[count++] = ReadEscape(escaped.Slice(backslash), out int length);
            escaped = escaped.Slice(backslash + length);
        }

        return count;
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
