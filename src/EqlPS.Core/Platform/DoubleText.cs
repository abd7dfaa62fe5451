using System.Globalization;

namespace EqlPS.Platform;

/// <summary>
/// Conversions between doubles and text that hide what .NET Framework lacks: parsing from a span, infinity on overflow, and an <c>R</c>
/// format that is really the shortest.
/// </summary>
internal static class DoubleText
{
    private const double SmallestNormal = 2.2250738585072014E-308;

    /// <summary>
    /// Finds the decimal with the fewest digits (but of those with two digits, the nearest) that reads back as the value.
    /// The value is finite and not zero; its sign is ignored. Gives <c>d.ddd E exponent</c> as digits without trailing zeros and the
    /// exponent.
    /// </summary>
    /// <param name="value">The number.</param>
    /// <param name="digits">Receives the digits; at least 17 long.</param>
    /// <param name="digitCount">How many digits were written.</param>
    /// <param name="exponent">The power of ten of the first digit.</param>
    public static void Shortest(double value, Span<char> digits, out int digitCount, out int exponent)
    {
        value = Math.Abs(value);
        if (value < SmallestNormal)
        {
            // A subnormal number has few digits and distant neighbours: only here can a second digit come nearer than the first alone.
            Search(value, 2, digits, out digitCount, out exponent);
            return;
        }

#if NETSTANDARD2_0
        Search(value, 15, digits, out digitCount, out exponent);
#else
        if (IsPowerOfTwo(value))
        {
            // The R format of .NET gives a text for 2^-958 that reads back as its lower neighbour.
            Search(value, 15, digits, out digitCount, out exponent);
            return;
        }

        Span<char> text = stackalloc char[32];
        value.TryFormat(text, out int length, "R", CultureInfo.InvariantCulture);
        Split(text[..length], digits, out digitCount, out exponent);
#endif
    }

    /// <summary>
    /// Reads digits with an optional decimal point and exponent, which the caller has checked; beyond the range gives infinity.
    /// </summary>
    public static double Parse(ReadOnlySpan<char> text)
    {
        const NumberStyles Styles = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
#if NETSTANDARD2_0
        return double.TryParse(text.ToString(), Styles, CultureInfo.InvariantCulture, out double value) ? value : double.PositiveInfinity;
#else
        return double.TryParse(text, Styles, CultureInfo.InvariantCulture, out double value) ? value : double.PositiveInfinity;
#endif
    }

    private static void Search(double value, int precision, Span<char> digits, out int digitCount, out int exponent)
    {
        // Below a power of two the doubles are twice as dense, so the nearest decimal may fail where the next one up reads back.
        bool powerOfTwo = IsPowerOfTwo(value);
        for (; ; precision++)
        {
            string text = value.ToString(ScientificFormat(precision), CultureInfo.InvariantCulture);
            Split(text.AsSpan(), digits, out digitCount, out exponent);
            if (precision == 17 || Parse(text.AsSpan()) == value)
            {
                return;
            }

            digits.Slice(digitCount, precision - digitCount).Fill('0');
            if (powerOfTwo && digits[precision - 1] != '9')
            {
                digitCount = precision;
                digits[digitCount - 1]++;
                if (Parse((digits.Slice(0, digitCount).ToString() + "E" + Invariant(exponent - digitCount + 1)).AsSpan()) == value)
                {
                    return;
                }
            }
        }
    }

    private static bool IsPowerOfTwo(double value) => (BitConverter.DoubleToInt64Bits(value) & ((1L << 52) - 1)) == 0;

    private static string ScientificFormat(int precision) => "E" + Invariant(precision - 1);

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Split(ReadOnlySpan<char> text, Span<char> digits, out int digitCount, out int exponent)
    {
        digitCount = 0;
        exponent = -1;
        bool fraction = false;
        int position = 0;
        for (; position < text.Length && text[position] != 'E'; position++)
        {
            char c = text[position];
            if (c == '.')
            {
                fraction = true;
                continue;
            }

            bool leadingZero = digitCount == 0 && c == '0';
            if (!leadingZero && digitCount < digits.Length)
            {
                digits[digitCount++] = c;
            }

            exponent += fraction ? (leadingZero ? -1 : 0) : leadingZero ? 0 : 1;
        }

        if (position < text.Length)
        {
            bool negative = text[position + 1] == '-';
            int written = 0;
            for (position += 2; position < text.Length; position++)
            {
                written = (written * 10) + (text[position] - '0');
            }

            exponent += negative ? -written : written;
        }

        while (digitCount > 1 && digits[digitCount - 1] == '0')
        {
            digitCount--;
        }
    }
}
