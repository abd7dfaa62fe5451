namespace EqlPS.Values;

/// <summary>
/// A date pattern in the letters of <c>java.time.format.DateTimeFormatter</c>: <c>yyyy</c> or <c>uuuu</c>; <c>MM dd HH mm ss</c>, or one
/// letter for one or two digits; <c>S</c> to <c>SSSSSSSSS</c>; zones <c>X XX XXX</c> (Z allowed), <c>x xx xxx Z</c>; text in single quotes;
/// signs for themselves.
/// </summary>
/// <remarks>
/// What the pattern leaves out is that of 1970-01-01T00:00:00Z. Each part may stand once. Other letters and brackets are refused.
/// </remarks>
internal sealed class DatePattern
{
    private const int MaxPatternLength = 128;

    private readonly Part[] _parts;
    private readonly TimestampPrecision _precision;

    private DatePattern(Part[] parts, TimestampPrecision precision)
    {
        _parts = parts;
        _precision = precision;
    }

    /// <summary>Compiles a pattern; false if it is empty, too long, or has letters that are not listed above.</summary>
    public static bool TryCreate(string pattern, out DatePattern? result)
    {
        result = null;
        List<Part> parts = [];
        int position = 0;
        bool read = pattern.Length is > 0 and <= MaxPatternLength;
        while (read && position < pattern.Length)
        {
            char c = pattern[position];
            read = c == '\'' ? TryReadQuoted(pattern, ref position, parts)
                : c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') ? TryReadField(pattern, ref position, parts)
                : TryAddLiteral(c, parts);
            position += c != '\'' && !IsLetter(c) ? 1 : 0;
        }

        if (!read || !TryFindPrecision(parts, out TimestampPrecision precision))
        {
            return false;
        }

        result = new DatePattern([.. parts], precision);
        return true;
    }

    /// <summary>The first and last nanosecond that the text denotes; false if it does not fit the pattern.</summary>
    public bool TryParse(ReadOnlySpan<byte> text, out Timestamp first, out Timestamp last)
    {
        first = last = default;
        TimestampFields fields = TimestampFields.Epoch;
        fields.Precision = _precision;
        int position = 0;
        foreach (Part part in _parts)
        {
            if (!TryRead(part, text, ref position, ref fields))
            {
                return false;
            }
        }

        return position == text.Length && fields.TryResolve(out first, out last);
    }

    private static bool TryRead(Part part, ReadOnlySpan<byte> text, ref int position, ref TimestampFields fields)
    {
        int start = position;
        switch (part.Letter)
        {
            case 'y':
                return AsciiText.TryReadDigits(text, ref position, 4, 4, out fields.Year);
            case 'M':
                return AsciiText.TryReadDigits(text, ref position, part.Count, 2, out fields.Month);
            case 'd':
                return AsciiText.TryReadDigits(text, ref position, part.Count, 2, out fields.Day);
            case 'H':
                return AsciiText.TryReadDigits(text, ref position, part.Count, 2, out fields.Hour);
            case 'm':
                return AsciiText.TryReadDigits(text, ref position, part.Count, 2, out fields.Minute);
            case 's':
                return AsciiText.TryReadDigits(text, ref position, part.Count, 2, out fields.Second);
            case 'S':
                bool read = AsciiText.TryReadDigits(text, ref position, part.Count, part.Count, out int fraction);
                fields.Fraction = TimestampFields.ScaleFraction(fraction, part.Count);
                return read;
            case 'X' or 'x' or 'Z':
                return TimestampParser.TryReadZone(text, ref position, out fields.OffsetMinutes)
                    && part.AllowsZone(text.Slice(start, position - start));
            default:
                return position < text.Length && text[position++] == part.Literal;
        }
    }

    private static bool TryReadField(string pattern, ref int position, List<Part> parts)
    {
        char letter = pattern[position];
        int start = position;
        while (position < pattern.Length && pattern[position] == letter)
        {
            position++;
        }

        int count = position - start;
        letter = letter == 'u' ? 'y' : letter;
        parts.Add(new Part(letter, count, '\0'));
        return letter switch
        {
            'y' => count == 4,
            'M' or 'd' or 'H' or 'm' or 's' => count <= 2,
            'S' => count <= 9,
            'X' or 'x' or 'Z' => count <= 3,
            _ => false,
        };
    }

    // Two quotes stand for one, inside quotes and outside.
    private static bool TryReadQuoted(string pattern, ref int position, List<Part> parts)
    {
        position++;
        if (position < pattern.Length && pattern[position] == '\'')
        {
            position++;
            return TryAddLiteral('\'', parts);
        }

        for (; position < pattern.Length; position++)
        {
            if (pattern[position] == '\'')
            {
                position++;
                if (position == pattern.Length || pattern[position] != '\'')
                {
                    return true;
                }
            }

            if (!TryAddLiteral(pattern[position], parts))
            {
                return false;
            }
        }

        return false;
    }

    private static bool TryAddLiteral(char c, List<Part> parts)
    {
        parts.Add(new Part('\0', 0, c));
        return c < 0x80 && c is not ('[' or ']' or '{' or '}' or '#');
    }

    private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    private static bool TryFindPrecision(List<Part> parts, out TimestampPrecision precision)
    {
        const string FromCoarse = "yMdHmsS";
        int finest = -1;
        int seen = 0;
        precision = default;
        foreach (Part part in parts)
        {
            int index = part.Letter is 'x' or 'X' or 'Z' ? FromCoarse.Length : part.Letter == '\0' ? -1 : FromCoarse.IndexOf(part.Letter);
            if (index >= 0 && (seen & (1 << index)) != 0)
            {
                return false;
            }

            seen |= index >= 0 ? 1 << index : 0;
            finest = index < FromCoarse.Length ? Math.Max(finest, index) : finest;
        }

        precision = (TimestampPrecision)Math.Max(finest, 0);
        return finest >= 0;
    }

    private readonly struct Part(char letter, int count, char literal)
    {
        /// <summary>A field's letter, or NUL for a literal character.</summary>
        public char Letter => letter;

        /// <summary>How often the letter stands.</summary>
        public int Count => count;

        /// <summary>The literal character.</summary>
        public char Literal => literal;

        /// <summary>Whether a zone that was read has the form of this letter: hours alone, with minutes, or with a colon between.</summary>
        public bool AllowsZone(ReadOnlySpan<byte> zone) => zone.Length switch
        {
            1 => letter == 'X',
            3 => letter != 'Z' && count == 1,
            5 => count <= 2 || letter == 'Z',
            _ => letter != 'Z' && count == 3,
        };
    }
}
