using EqlPS.Platform;

namespace EqlPS.Values;

/// <summary>Small steps over ASCII text shared by the value parsers, which all read bytes so that text and UTF-8 take one path.</summary>
[HotPath]
internal static class AsciiText
{
    /// <summary>Copies <paramref name="text"/> to bytes; false if it is longer than the buffer or holds anything beyond ASCII.</summary>
    public static bool TryNarrow(ReadOnlySpan<char> text, Span<byte> buffer, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (text.Length > buffer.Length || !NarrowText.TryNarrow(text, buffer))
        {
            return false;
        }

        bytes = buffer.Slice(0, text.Length);
        return true;
    }

    /// <summary>
    /// Reads as many decimal digits as there are, at most <paramref name="most"/> (nine or fewer); false if fewer than <paramref
    /// name="least"/>.
    /// </summary>
    public static bool TryReadDigits(ReadOnlySpan<byte> text, ref int position, int least, int most, out int value)
    {
        int start = position;
        int end = Math.Min(text.Length, start + most);
        value = 0;
        while (position < end && IsDigit(text[position]))
        {
            value = (value * 10) + (text[position] - '0');
            position++;
        }

        return position - start >= least;
    }

    /// <summary>Whether the byte is one of <c>0</c> to <c>9</c>.</summary>
    public static bool IsDigit(byte c) => (uint)(c - '0') <= 9;

    /// <summary>The value of a hexadecimal digit in either case, or -1.</summary>
    public static int HexValue(int c)
    {
        if ((uint)(c - '0') <= 9)
        {
            return c - '0';
        }

        int letter = (c | 0x20) - 'a';
        return (uint)letter <= 5 ? letter + 10 : -1;
    }
}
