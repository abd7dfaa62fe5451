using EqlPS.Platform;

namespace EqlPS.Values;

/// <summary>
/// Reads what Elasticsearch's default date format takes: ISO-8601 with an optional time (<c>strict_date_optional_time</c>) or milliseconds
/// since 1970 (<c>epoch_millis</c>). Exactly four digits are a year, any other number is milliseconds. A blank may stand for the <c>T</c>.
/// </summary>
/// <remarks>
/// A text may leave out the finer parts and then denotes the whole of the coarsest one left: <c>2020-01</c> is a month, <c>…:05</c> a
/// second, a whole number of milliseconds that millisecond. No zone means UTC.
/// </remarks>
[HotPath]
internal static class TimestampParser
{
    private const int MaxTextLength = 40;
    private const int MaxOffsetMinutes = 18 * 60;

    /// <summary>The first instant the text denotes.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Timestamp timestamp) => TryParseRange(text, out timestamp, out _);

    /// <summary>The first instant that UTF-8 text denotes.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out Timestamp timestamp) => TryParseRange(utf8, out timestamp, out _);

    /// <summary>The first and the last nanosecond the text denotes.</summary>
    public static bool TryParseRange(ReadOnlySpan<char> text, out Timestamp first, out Timestamp last)
    {
        Span<byte> buffer = stackalloc byte[MaxTextLength];
        first = last = default;
        return AsciiText.TryNarrow(text, buffer, out ReadOnlySpan<byte> bytes) && TryParseRange(bytes, out first, out last);
    }

    /// <summary>The first and the last nanosecond that UTF-8 text denotes.</summary>
    public static bool TryParseRange(ReadOnlySpan<byte> utf8, out Timestamp first, out Timestamp last)
    {
        first = last = default;
        if (utf8.Length is 0 or > MaxTextLength)
        {
            return false;
        }

        bool dated = utf8.Length > 4 && utf8[4] == '-';
        return dated || IsYear(utf8)
            ? TryParseIso(utf8, strict: true, out first, out last)
            : TryParseEpoch(utf8, TimeSpan.TicksPerMillisecond, out first, out last);
    }

    /// <summary>Reads ISO-8601 with an optional time; unless <paramref name="strict"/>, parts may have fewer digits than usual.</summary>
    internal static bool TryParseIso(ReadOnlySpan<byte> text, bool strict, out Timestamp first, out Timestamp last)
    {
        first = last = default;
        TimestampFields fields = TimestampFields.Epoch;
        int position = 0;
        return TryReadDate(text, ref position, strict, ref fields)
            && TryReadTime(text, ref position, strict, ref fields)
            && position == text.Length
            && fields.TryResolve(out first, out last);
    }

    /// <summary>Reads a number of units since 1970: a whole one denotes the whole unit, one with a fraction an instant.</summary>
    internal static bool TryParseEpoch(ReadOnlySpan<byte> text, long ticksPerUnit, out Timestamp first, out Timestamp last)
    {
        first = last = default;
        int position = 0;
        bool negative = text.Length > 0 && text[0] == '-';
        if (negative)
        {
            position++;
        }

        int start = position;
        long units = 0;
        for (; position < text.Length && AsciiText.IsDigit(text[position]); position++)
        {
            // Sixteen digits of milliseconds already lie beyond the year 9999.
            if (units >= 1_000_000_000_000_000)
            {
                return false;
            }

            units = (units * 10) + (text[position] - '0');
        }

        if (position == start)
        {
            return false;
        }

        int nanoseconds = 0;
        bool exact = position < text.Length;
        if (exact)
        {
            // Digits finer than a nanosecond are refused, as for the fraction of a second.
            int most = ticksPerUnit == TimeSpan.TicksPerMillisecond ? 6 : 9;
            int fractionStart = ++position;
            if (text[position - 1] != '.'
                || !AsciiText.TryReadDigits(text, ref position, 1, most, out int fraction)
                || position < text.Length)
            {
                return false;
            }

            nanoseconds = TimestampFields.ScaleFraction(fraction, position - fractionStart + 9 - most);
        }

        if (negative)
        {
            units = nanoseconds == 0 ? -units : -units - 1;
            nanoseconds = nanoseconds == 0 ? 0 : (int)(ticksPerUnit * 100) - nanoseconds;
        }

        if (!Timestamp.TryFromUnix(units, ticksPerUnit, nanoseconds, out first))
        {
            return false;
        }

        last = exact ? first : Timestamp.FromTicks(first.Ticks + ticksPerUnit - 1, 99);
        return true;
    }

    /// <summary>Reads <c>Z</c>, <c>±HH</c>, <c>±HHmm</c> or <c>±HH:mm</c>.</summary>
    internal static bool TryReadZone(ReadOnlySpan<byte> text, ref int position, out int offsetMinutes)
    {
        offsetMinutes = 0;
        if (position == text.Length)
        {
            return false;
        }

        byte sign = text[position++];
        if (sign == 'Z')
        {
            return true;
        }

        if (sign is not ((byte)'+' or (byte)'-') || !AsciiText.TryReadDigits(text, ref position, 2, 2, out int hours))
        {
            return false;
        }

        int minutes = 0;
        if (position < text.Length && (text[position] == ':' || AsciiText.IsDigit(text[position])))
        {
            position += text[position] == ':' ? 1 : 0;
            if (!AsciiText.TryReadDigits(text, ref position, 2, 2, out minutes) || minutes > 59)
            {
                return false;
            }
        }

        int offset = (hours * 60) + minutes;
        offsetMinutes = sign == '-' ? -offset : offset;
        return offset <= MaxOffsetMinutes;
    }

    private static bool IsYear(ReadOnlySpan<byte> text) => text.Length == 4
        && AsciiText.IsDigit(text[0]) && AsciiText.IsDigit(text[1]) && AsciiText.IsDigit(text[2]) && AsciiText.IsDigit(text[3]);

    private static bool TryReadDate(ReadOnlySpan<byte> text, ref int position, bool strict, ref TimestampFields fields)
    {
        int least = strict ? 2 : 1;
        fields.Precision = TimestampPrecision.Year;
        if (!AsciiText.TryReadDigits(text, ref position, strict ? 4 : 1, 4, out fields.Year))
        {
            return false;
        }

        if (!TrySkip(text, ref position, '-'))
        {
            return position == text.Length;
        }

        fields.Precision = TimestampPrecision.Month;
        if (!AsciiText.TryReadDigits(text, ref position, least, 2, out fields.Month))
        {
            return false;
        }

        if (!TrySkip(text, ref position, '-'))
        {
            return position == text.Length;
        }

        fields.Precision = TimestampPrecision.Day;
        return AsciiText.TryReadDigits(text, ref position, least, 2, out fields.Day);
    }

    private static bool TryReadTime(ReadOnlySpan<byte> text, ref int position, bool strict, ref TimestampFields fields)
    {
        int least = strict ? 2 : 1;
        if (position == text.Length || (TrySkip(text, ref position, 'T') && position == text.Length))
        {
            return true;
        }

        if (text[position - 1] != 'T' && !TrySkip(text, ref position, ' '))
        {
            return false;
        }

        fields.Precision = TimestampPrecision.Hour;
        if (!AsciiText.TryReadDigits(text, ref position, least, 2, out fields.Hour))
        {
            return false;
        }

        if (TrySkip(text, ref position, ':'))
        {
            fields.Precision = TimestampPrecision.Minute;
            if (!AsciiText.TryReadDigits(text, ref position, least, 2, out fields.Minute))
            {
                return false;
            }

            if (TrySkip(text, ref position, ':') && !TryReadSecond(text, ref position, least, ref fields))
            {
                return false;
            }
        }

        return position == text.Length || TryReadZone(text, ref position, out fields.OffsetMinutes);
    }

    private static bool TryReadSecond(ReadOnlySpan<byte> text, ref int position, int least, ref TimestampFields fields)
    {
        fields.Precision = TimestampPrecision.Second;
        if (!AsciiText.TryReadDigits(text, ref position, least, 2, out fields.Second))
        {
            return false;
        }

        if (!TrySkip(text, ref position, '.') && !TrySkip(text, ref position, ','))
        {
            return true;
        }

        fields.Precision = TimestampPrecision.Exact;
        int start = position;
        if (!AsciiText.TryReadDigits(text, ref position, 1, 9, out int fraction))
        {
            return false;
        }

        fields.Fraction = TimestampFields.ScaleFraction(fraction, position - start);
        return true;
    }

    private static bool TrySkip(ReadOnlySpan<byte> text, ref int position, char expected)
    {
        if (position < text.Length && text[position] == expected)
        {
            position++;
            return true;
        }

        return false;
    }
}
