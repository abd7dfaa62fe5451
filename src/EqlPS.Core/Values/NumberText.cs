using System.Globalization;
using EqlPS.Platform;

namespace EqlPS.Values;

/// <summary>Text of numbers, both ways, by the rules of Java, which Elasticsearch's are: 42.0, 1.0E7, 1.0E-5.</summary>
internal static class NumberText
{
    /// <summary>The most characters of a printed double.</summary>
    public const int MaxDoubleLength = 26;

    /// <summary>Decimal digits with a sign if negative.</summary>
    public static string Format(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// The shortest decimal that reads back as the value, with a digit after the point always, and an exponent below 0.001 and from
    /// 10,000,000; <c>NaN</c>, <c>Infinity</c>, <c>-Infinity</c>, <c>-0.0</c>.
    /// </summary>
    public static string Format(double value)
    {
        Span<char> buffer = stackalloc char[MaxDoubleLength];
        return buffer.Slice(0, Write(value, buffer)).ToString();
    }

    /// <summary>Writes what <see cref="Format(double)"/> returns; false if the destination is too short.</summary>
    public static bool TryFormat(double value, Span<char> destination, out int charsWritten)
    {
        Span<char> buffer = stackalloc char[MaxDoubleLength];
        charsWritten = Write(value, buffer);
        if (!buffer.Slice(0, charsWritten).TryCopyTo(destination))
        {
            charsWritten = 0;
        }

        return charsWritten > 0;
    }

    /// <summary>
    /// Reads a number as the function <c>number()</c> does: a whole number that fits 64 bits is an integer, anything else is given to
    /// <see cref="TryParseDouble"/>. So <c>48611</c> is an integer, and with blanks around it a double.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out NumberValue number)
    {
        if (TryParseRadix(text, 10, out long integer))
        {
            number = new NumberValue(integer);
            return true;
        }

        bool read = TryParseDouble(text, out double value);
        number = read ? new NumberValue(value) : default;
        return read;
    }

    /// <summary>
    /// Reads digits of a base of 2-36, in either case, after at most one sign; false if there are none or 64 bits cannot hold them.
    /// </summary>
    public static bool TryParseRadix(ReadOnlySpan<char> text, int radix, out long value)
    {
        value = 0;
        bool negative = text.Length > 0 && text[0] == '-';
        int position = negative || (text.Length > 0 && text[0] == '+') ? 1 : 0;
        if (position == text.Length || radix is < 2 or > 36)
        {
            return false;
        }

        // Negative numbers reach one further, so digits are taken off rather than added.
        long limit = negative ? long.MinValue : -long.MaxValue;
        long shortest = limit / radix;
        long result = 0;
        for (; position < text.Length; position++)
        {
            int digit = DigitValue(text[position]);
            if (digit >= radix || result < shortest)
            {
                return false;
            }

            result *= radix;
            if (result < limit + digit)
            {
                return false;
            }

            result -= digit;
        }

        value = negative ? result : -result;
        return true;
    }

    /// <summary>
    /// Reads what <c>java.lang.Double.parseDouble</c> reads: blanks and control characters around, a sign, <c>NaN</c> or <c>Infinity</c>,
    /// decimals with or without digits on one side of the point, an exponent, a suffix of <c>f F d D</c>, hexadecimal floats
    /// (<c>0x1.8p3</c>).
    /// </summary>
    public static bool TryParseDouble(ReadOnlySpan<char> text, out double value)
    {
        value = 0;
        text = TrimControls(text);
        bool negative = text.Length > 0 && text[0] == '-';
        if (negative || (text.Length > 0 && text[0] == '+'))
        {
            text = text.Slice(1);
        }

        if (!TryParseMagnitude(text, out double magnitude))
        {
            return false;
        }

        value = negative ? -magnitude : magnitude;
        return true;
    }

    private static bool TryParseMagnitude(ReadOnlySpan<char> text, out double magnitude)
    {
        magnitude = 0;
        if (text.SequenceEqual("NaN".AsSpan()))
        {
            magnitude = double.NaN;
            return true;
        }

        if (text.SequenceEqual("Infinity".AsSpan()))
        {
            magnitude = double.PositiveInfinity;
            return true;
        }

        if (text.Length > 0 && (text[text.Length - 1] | 0x20) is 'f' or 'd' && !IsHexWithoutExponent(text))
        {
            text = text.Slice(0, text.Length - 1);
        }

        if (text.Length > 1 && text[0] == '0' && (text[1] | 0x20) == 'x')
        {
            return HexFloat.TryParse(text.Slice(2), out magnitude);
        }

        if (!IsDecimal(text))
        {
            return false;
        }

        magnitude = DoubleText.Parse(text);
        return true;
    }

    // In 0x1f the letter is a digit; a hexadecimal float has its suffix after the p.
    private static bool IsHexWithoutExponent(ReadOnlySpan<char> text) =>
        text.Length > 1 && (text[1] | 0x20) == 'x' && text.IndexOfAny('p', 'P') < 0;

    private static bool IsDecimal(ReadOnlySpan<char> text)
    {
        int position = 0;
        int digits = CountDigits(text, ref position);
        if (position < text.Length && text[position] == '.')
        {
            position++;
            digits += CountDigits(text, ref position);
        }

        if (digits > 0 && position < text.Length && (text[position] | 0x20) == 'e')
        {
            position++;
            position += position < text.Length && text[position] is '+' or '-' ? 1 : 0;
            digits = CountDigits(text, ref position);
        }

        return digits > 0 && position == text.Length;
    }

    private static int CountDigits(ReadOnlySpan<char> text, ref int position)
    {
        int start = position;
        while (position < text.Length && text[position] is >= '0' and <= '9')
        {
            position++;
        }

        return position - start;
    }

    private static ReadOnlySpan<char> TrimControls(ReadOnlySpan<char> text)
    {
        int start = 0;
        int end = text.Length;
        while (start < end && text[start] <= ' ')
        {
            start++;
        }

        while (end > start && text[end - 1] <= ' ')
        {
            end--;
        }

        return text.Slice(start, end - start);
    }

    private static int DigitValue(char c)
    {
        if (c is >= '0' and <= '9')
        {
            return c - '0';
        }

        int letter = (c | 0x20) - 'a';
        return (uint)letter < 26 ? letter + 10 : int.MaxValue;
    }

    private static int Write(double value, Span<char> buffer)
    {
        if (double.IsNaN(value) || double.IsInfinity(value) || value == 0)
        {
            string name = double.IsNaN(value) ? "NaN"
                : double.IsInfinity(value) ? (value > 0 ? "Infinity" : "-Infinity")
                : BitConverter.DoubleToInt64Bits(value) < 0 ? "-0.0" : "0.0";
            name.AsSpan().CopyTo(buffer);
            return name.Length;
        }

        Span<char> digitBuffer = stackalloc char[17];
        DoubleText.Shortest(value, digitBuffer, out int digitCount, out int exponent);
        ReadOnlySpan<char> digits = digitBuffer.Slice(0, digitCount);
        int length = 0;
        if (value < 0)
        {
            buffer[length++] = '-';
        }

        bool scientific = exponent is < -3 or > 6;
        int whole = scientific ? 1 : exponent + 1;
        length = WriteDigits(digits, 0, Math.Max(whole, 0), buffer, length);
        if (whole <= 0)
        {
            buffer[length++] = '0';
        }

        buffer[length++] = '.';
        for (int zeros = whole; zeros < 0; zeros++)
        {
            buffer[length++] = '0';
        }

        length = WriteDigits(digits, Math.Max(whole, 0), Math.Max(digitCount, Math.Max(whole, 0) + 1), buffer, length);
        return scientific ? WriteExponent(exponent, buffer, length) : length;
    }

    // Digits beyond the last are zeros.
    private static int WriteDigits(ReadOnlySpan<char> digits, int start, int end, Span<char> buffer, int length)
    {
        for (int i = start; i < end; i++)
        {
            buffer[length++] = i < digits.Length ? digits[i] : '0';
        }

        return length;
    }

    private static int WriteExponent(int exponent, Span<char> buffer, int length)
    {
        buffer[length++] = 'E';
        if (exponent < 0)
        {
            buffer[length++] = '-';
            exponent = -exponent;
        }

        for (int power = exponent >= 100 ? 100 : exponent >= 10 ? 10 : 1; power > 0; power /= 10)
        {
            buffer[length++] = (char)('0' + (exponent / power % 10));
        }

        return length;
    }
}
