using System.Globalization;

namespace EqlPS.Toml;

/// <summary>Reads the values that are bare words: integers, floats and booleans; dates and times go to <see cref="TomlDates"/>.</summary>
internal static class TomlNumbers
{
    private const string RangeMessage = "This integer is outside the 64-bit range -9223372036854775808 to 9223372036854775807.";
    private const string UnderscoreMessage = "An underscore must stand between two digits.";
    private const string WordMessage =
        " is not a value; put quotation marks around text, or write a number, true, false, a date or time, an array or an inline table.";

    /// <summary>Reads the bare word under the cursor; null on an error.</summary>
    public static TomlValue? Read(TomlScanner scanner)
    {
        int start = scanner.Offset;
        int end = start;
        while (end < scanner.Text.Length && IsWordCharacter(scanner.Text[end]))
        {
            end++;
        }

        ReadOnlySpan<char> word = scanner.Text.AsSpan(start, end - start);
        if (TomlDates.LooksLikeOne(word))
        {
            return TomlDates.Read(scanner);
        }

        TomlPosition position = scanner.Position;
        TomlValue? value = ReadWord(scanner, word, position);
        if (value is not null)
        {
            scanner.Offset = end;
        }

        return value;
    }

    /// <summary>The value of a digit in any base up to 36; 99 for what is none.</summary>
    public static int DigitValue(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'z' => c - 'a' + 10,
        >= 'A' and <= 'Z' => c - 'A' + 10,
        _ => 99,
    };

    public static bool IsDigit(char c) => c is >= '0' and <= '9';

    private static bool IsWordCharacter(char c) => DigitValue(c) < 99 || c is '_' or '+' or '-' or '.' or ':';

    private static TomlValue? ReadWord(TomlScanner scanner, ReadOnlySpan<char> word, TomlPosition position)
    {
        int sign = word.Length > 0 && word[0] is '+' or '-' ? 1 : 0;
        ReadOnlySpan<char> body = word.Slice(sign);
        bool negative = sign == 1 && word[0] == '-';
        if (body.Length > 0 && IsDigit(body[0]))
        {
            return body.Length > 1 && body[0] == '0' && body[1] is 'x' or 'o' or 'b'
                ? ReadBased(scanner, body, sign, position)
                : ReadDecimal(scanner, body, sign, negative, position);
        }

        if (body.SequenceEqual("inf".AsSpan()))
        {
            return TomlValue.FromFloat(position, negative ? double.NegativeInfinity : double.PositiveInfinity);
        }

        if (body.SequenceEqual("nan".AsSpan()))
        {
            return TomlValue.FromFloat(position, double.NaN);
        }

        if (word.SequenceEqual("true".AsSpan()) || word.SequenceEqual("false".AsSpan()))
        {
            return TomlValue.FromBoolean(position, word.Length == 4);
        }

        scanner.Fail(MisspeltWord(scanner, word, body));
        return null;
    }

    private static string MisspeltWord(TomlScanner scanner, ReadOnlySpan<char> word, ReadOnlySpan<char> body)
    {
        string text = word.ToString();
        foreach (string right in (string[])["true", "false", "inf", "nan"])
        {
            if (string.Equals(text, right, StringComparison.OrdinalIgnoreCase)
                || string.Equals(body.ToString(), right, StringComparison.OrdinalIgnoreCase) && right.Length == 3)
            {
                return $"Write {right} in lower case.";
            }
        }

        if (word.Length > 0 && body.Length > 0 && body[0] == '.')
        {
            return "A number needs a digit before its point.";
        }

        return (word.Length > 0 ? TomlScanner.Show(text) : scanner.ShowCurrent()) + WordMessage;
    }

    private static TomlValue? ReadBased(TomlScanner scanner, ReadOnlySpan<char> body, int sign, TomlPosition position)
    {
        if (sign == 1)
        {
            scanner.Fail("A hexadecimal, octal or binary integer has no sign.");
            return null;
        }

        int radix = body[1] switch { 'x' => 16, 'o' => 8, _ => 2 };
        ulong value = 0;
        for (int i = 2; i < body.Length; i++)
        {
            char c = body[i];
            if (c == '_')
            {
                if (!IsBetweenDigits(body, i, radix))
                {
                    return Fail(scanner, i, UnderscoreMessage);
                }

                continue;
            }

            int digit = DigitValue(c);
            if (digit >= radix)
            {
                return Fail(scanner, i, FormattableString.Invariant($"'{c}' is not a digit of base {radix}."));
            }

            if (value > long.MaxValue / (ulong)radix)
            {
                return Fail(scanner, 0, RangeMessage);
            }

            value = value * (ulong)radix + (ulong)digit;
        }

        return body.Length > 2
            ? TomlValue.FromInteger(position, (long)value)
            : Fail(scanner, 2, FormattableString.Invariant($"Digits of base {radix} are missing."));
    }

    private static TomlValue? ReadDecimal(TomlScanner scanner, ReadOnlySpan<char> body, int sign, bool negative, TomlPosition position)
    {
        int i = SkipDigits(scanner, body, 0, sign);
        if (scanner.Error is not null)
        {
            return null;
        }

        if (i > 1 && body[0] == '0')
        {
            return Fail(scanner, sign, "A decimal number must not start with 0; remove the zero, or write 0o for an octal one.");
        }

        if (i == body.Length)
        {
            return ReadInteger(scanner, body, negative, position);
        }

        if (body[i] == '.')
        {
            int digits = i + 1;
            i = SkipDigits(scanner, body, digits, sign);
            if (scanner.Error is null && i == digits)
            {
                return Fail(scanner, sign + i, "A digit must follow the point of a number.");
            }
        }

        if (scanner.Error is null && i < body.Length && body[i] is 'e' or 'E')
        {
            int digits = i + 1;
            if (digits < body.Length && body[digits] is '+' or '-')
            {
                digits++;
            }

            i = SkipDigits(scanner, body, digits, sign);
            if (scanner.Error is null && i == digits)
            {
                return Fail(scanner, sign + i, "A digit must follow the exponent sign of a number.");
            }
        }

        if (scanner.Error is not null)
        {
            return null;
        }

        return i == body.Length
            ? TomlValue.FromFloat(position, ToDouble(body, negative))
            : Fail(scanner, sign + i, $"'{body[i]}' does not belong in a number; put quotation marks around text.");
    }

    private static TomlValue? ReadInteger(TomlScanner scanner, ReadOnlySpan<char> digits, bool negative, TomlPosition position)
    {
        ulong limit = negative ? 1UL << 63 : long.MaxValue;
        ulong value = 0;
        foreach (char c in digits)
        {
            if (c == '_')
            {
                continue;
            }

            ulong digit = (ulong)(c - '0');
            if (value > (limit - digit) / 10)
            {
                return Fail(scanner, 0, RangeMessage);
            }

            value = value * 10 + digit;
        }

        return TomlValue.FromInteger(position, negative ? unchecked(-(long)value) : (long)value);
    }

    private static double ToDouble(ReadOnlySpan<char> body, bool negative)
    {
        string text = body.ToString().Replace("_", string.Empty);

        // .NET Framework refuses what is too large instead of rounding it to infinity, and loses the sign of zero.
        double value = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double parsed)
            ? parsed
            : double.PositiveInfinity;
        return negative ? -value : value;
    }

    /// <summary>The index behind a run of digits and well-placed underscores.</summary>
    private static int SkipDigits(TomlScanner scanner, ReadOnlySpan<char> body, int start, int sign)
    {
        int i = start;
        while (i < body.Length && (IsDigit(body[i]) || body[i] == '_'))
        {
            if (body[i] == '_' && !IsBetweenDigits(body, i, 10))
            {
                Fail(scanner, sign + i, UnderscoreMessage);
                return i;
            }

            i++;
        }

        return i;
    }

    private static bool IsBetweenDigits(ReadOnlySpan<char> body, int i, int radix) =>
        i > 0 && i + 1 < body.Length && DigitValue(body[i - 1]) < radix && DigitValue(body[i + 1]) < radix
        && (radix == 10 || i > 2);

    private static TomlValue? Fail(TomlScanner scanner, int ahead, string message)
    {
        int offset = scanner.Offset + ahead;
        scanner.Fail(message, scanner.PositionAt(offset), offset);
        return null;
    }
}
