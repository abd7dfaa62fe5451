namespace EqlPS.Values;

/// <summary>
/// Reads the hexadecimal floating-point literals of Java (Java Language Specification 3.10.2), rounding to the nearest even double.
/// </summary>
internal static class HexFloat
{
    private const int MantissaBits = 53;
    private const int SmallestExponent = -1074;
    private const int LargestExponent = 971;

    // Beyond this no number of digits that fits in memory brings the value back into range.
    private const long ExponentLimit = 20_000_000_000;

    /// <summary>
    /// Reads what follows <c>0x</c>: digits with at most one point, then <c>p</c> and a decimal exponent, which is required.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out double value)
    {
        value = 0;
        int position = 0;
        if (!TryReadMantissa(text, ref position, out ulong mantissa, out bool sticky, out long exponent)
            || position == text.Length || (text[position++] | 0x20) != 'p'
            || !TryReadExponent(text, ref position, out long written)
            || position < text.Length)
        {
            return false;
        }

        value = mantissa == 0 ? 0 : Round(mantissa, sticky, exponent + written);
        return true;
    }

    // The mantissa keeps the first 60 bits or more; ones lost below them are remembered as sticky.
    private static bool TryReadMantissa(ReadOnlySpan<char> text, ref int position, out ulong mantissa, out bool sticky, out long exponent)
    {
        mantissa = 0;
        sticky = false;
        exponent = 0;
        bool point = false;
        int digits = 0;
        for (; position < text.Length; position++)
        {
            char c = text[position];
            if (c == '.' && !point)
            {
                point = true;
                continue;
            }

            int digit = AsciiText.HexValue(c);
            if (digit < 0)
            {
                break;
            }

            digits++;
            if (mantissa >> 60 == 0)
            {
                mantissa = (mantissa << 4) | (uint)digit;
                exponent -= point ? 4 : 0;
            }
            else
            {
                sticky |= digit != 0;
                exponent += point ? 0 : 4;
            }
        }

        return digits > 0;
    }

    private static bool TryReadExponent(ReadOnlySpan<char> text, ref int position, out long exponent)
    {
        exponent = 0;
        bool negative = position < text.Length && text[position] == '-';
        position += negative || (position < text.Length && text[position] == '+') ? 1 : 0;
        int start = position;
        for (; position < text.Length && text[position] is >= '0' and <= '9'; position++)
        {
            exponent = Math.Min((exponent * 10) + (text[position] - '0'), ExponentLimit);
        }

        exponent = negative ? -exponent : exponent;
        return position > start;
    }

    // mantissa * 2^exponent, plus less than one unit if sticky.
    private static double Round(ulong mantissa, bool sticky, long exponent)
    {
        int length = 0;
        for (ulong rest = mantissa; rest != 0; rest >>= 1)
        {
            length++;
        }

        long drop = Math.Max(length - MantissaBits, SmallestExponent - exponent);
        if (drop > 64)
        {
            return 0;
        }

        if (drop > 0)
        {
            ulong kept = drop == 64 ? 0 : mantissa >> (int)drop;
            ulong half = 1UL << (int)(drop - 1);
            ulong lost = drop == 64 ? mantissa : mantissa & ((1UL << (int)drop) - 1);
            bool up = lost > half || (lost == half && (sticky || (kept & 1) == 1));
            mantissa = kept + (up ? 1UL : 0);
            exponent += drop;
        }
        else if (length + exponent > LargestExponent + MantissaBits)
        {
            return double.PositiveInfinity;
        }

        return Scale(mantissa, exponent);
    }

    // The mantissa has at most 53 bits (54 after a carry) and the result is exact, so the bits can be put together.
    private static double Scale(ulong mantissa, long exponent)
    {
        while (mantissa != 0 && mantissa < 1UL << (MantissaBits - 1) && exponent > SmallestExponent)
        {
            mantissa <<= 1;
            exponent--;
        }

        if (mantissa >> MantissaBits != 0)
        {
            mantissa >>= 1;
            exponent++;
        }

        if (exponent > LargestExponent)
        {
            return double.PositiveInfinity;
        }

        bool normal = mantissa >> (MantissaBits - 1) != 0;
        ulong biased = normal ? (ulong)(exponent - SmallestExponent + 1) : 0;
        return BitConverter.Int64BitsToDouble((long)((biased << (MantissaBits - 1)) | (mantissa & ((1UL << (MantissaBits - 1)) - 1))));
    }
}
