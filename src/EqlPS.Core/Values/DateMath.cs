namespace EqlPS.Values;

/// <summary>
/// Elasticsearch's date math: <c>now-1d/d</c>, <c>2020-01-01||+1M/d</c>. After the anchor, <c>now</c> or a date ended by <c>||</c>, any
/// number of steps <c>+n</c>, <c>-n</c> or <c>/</c> (rounding) follow, each with a unit: y, M, w (from Monday), d, h or H, m, s. Without a
/// number, n is 1.
/// </summary>
/// <remarks>
/// Rounding gives a range: first to last nanosecond of the unit. Steps after it move both ends. An anchor with steps counts from its first
/// instant, one without denotes its own range. A month added to the 31st ends on the last day of a shorter month.
/// </remarks>
internal static class DateMath
{
    private const int MonthsPerYear = 12;
    private const int MaxMonth = 9999 * MonthsPerYear;

    /// <summary>
    /// The first and last nanosecond that a date, with or without date math, denotes; false if it is none or leaves the years 1-9999.
    /// </summary>
    /// <param name="text">The text; a date in the default format stands alone too.</param>
    /// <param name="now">What <c>now</c> means, and the only thing that the result depends on besides the text.</param>
    /// <param name="first">The first instant.</param>
    /// <param name="last">The last instant; equal to the first if one instant is denoted.</param>
    public static bool TryParse(ReadOnlySpan<char> text, Timestamp now, out Timestamp first, out Timestamp last) =>
        TryParse(text, now, null, out first, out last);

    /// <summary>As the other overload, with the anchor in a field's own format; null means the default one.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, Timestamp now, DateFormat? format, out Timestamp first, out Timestamp last)
    {
        ReadOnlySpan<char> steps;
        if (text.StartsWith("now".AsSpan(), StringComparison.Ordinal))
        {
            first = last = now;
            steps = text.Slice(3);
        }
        else
        {
            int bars = text.IndexOf("||".AsSpan(), StringComparison.Ordinal);
            ReadOnlySpan<char> anchor = bars < 0 ? text : text.Slice(0, bars);
            bool read = format is null
                ? TimestampParser.TryParseRange(anchor, out first, out last)
                : format.TryParseRange(anchor, out first, out last);
            if (!read)
            {
                return false;
            }

            steps = bars < 0 ? default : text.Slice(bars + 2);
            if (steps.Length > 0)
            {
                last = first;
            }
        }

        return TryApply(steps, roundUp: false, ref first) && TryApply(steps, roundUp: true, ref last);
    }

    private static bool TryApply(ReadOnlySpan<char> steps, bool roundUp, ref Timestamp instant)
    {
        int position = 0;
        while (position < steps.Length)
        {
            char sign = steps[position++];
            if (sign is not ('+' or '-' or '/')
                || !TryReadCount(steps, ref position, out int count)
                || position == steps.Length)
            {
                return false;
            }

            char unit = steps[position++];
            bool done = sign == '/'
                ? count == 1 && TryRound(instant, unit, roundUp, out instant)
                : TryAdd(instant, unit, sign == '-' ? -count : count, out instant);
            if (!done)
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryReadCount(ReadOnlySpan<char> steps, ref int position, out int count)
    {
        long value = 0;
        int start = position;
        for (; position < steps.Length && steps[position] is >= '0' and <= '9'; position++)
        {
            value = (value * 10) + (steps[position] - '0');
            if (value > int.MaxValue)
            {
                count = 0;
                return false;
            }
        }

        count = position == start ? 1 : (int)value;
        return true;
    }

    private static bool TryAdd(Timestamp instant, char unit, int count, out Timestamp result)
    {
        long length = TicksOf(unit);
        if (length > 0)
        {
            result = default;
            return Math.Abs((long)count) <= Timestamp.MaxTicks / length && instant.TryAddTicks(count * length, out result);
        }

        long months = unit == 'y' ? (long)count * MonthsPerYear : count;
        return TryAddMonths(instant, unit is 'y' or 'M', months, out result);
    }

    private static bool TryAddMonths(Timestamp instant, bool isUnit, long months, out Timestamp result)
    {
        CivilDate.FromDayNumber((int)(instant.Ticks / TimeSpan.TicksPerDay), out int year, out int month, out int day);
        long target = ((year - 1) * MonthsPerYear) + month - 1 + months;
        if (!isUnit || target is < 0 or >= MaxMonth)
        {
            result = default;
            return false;
        }

        year = ((int)target / MonthsPerYear) + 1;
        month = ((int)target % MonthsPerYear) + 1;
        day = Math.Min(day, CivilDate.DaysInMonth(year, month));
        long ticks = (CivilDate.ToDayNumber(year, month, day) * TimeSpan.TicksPerDay) + (instant.Ticks % TimeSpan.TicksPerDay);
        result = Timestamp.FromTicks(ticks, instant.Nanoseconds);
        return true;
    }

    private static bool TryRound(Timestamp instant, char unit, bool roundUp, out Timestamp result)
    {
        long start;
        long end;
        long length = TicksOf(unit);
        if (length > 0)
        {
            // Day 0 of the calendar is a Monday, so weeks need no shift.
            start = instant.Ticks / length * length;
            end = start + length;
        }
        else
        {
            CivilDate.FromDayNumber((int)(instant.Ticks / TimeSpan.TicksPerDay), out int year, out int month, out _);
            switch (unit)
            {
                case 'y':
                    start = CivilDate.ToDayNumber(year, 1, 1) * TimeSpan.TicksPerDay;
                    end = CivilDate.ToDayNumber(year + 1, 1, 1) * TimeSpan.TicksPerDay;
                    break;
                case 'M':
                    start = CivilDate.ToDayNumber(year, month, 1) * TimeSpan.TicksPerDay;
                    end = start + (CivilDate.DaysInMonth(year, month) * TimeSpan.TicksPerDay);
                    break;
                default:
                    result = default;
                    return false;
            }
        }

        result = roundUp ? Timestamp.FromTicks(end - 1, 99) : Timestamp.FromTicks(start);
        return true;
    }

    // Zero for the units that have no fixed length, and for what is no unit.
    private static long TicksOf(char unit) => unit switch
    {
        'w' => 7 * TimeSpan.TicksPerDay,
        'd' => TimeSpan.TicksPerDay,
        'h' or 'H' => TimeSpan.TicksPerHour,
        'm' => TimeSpan.TicksPerMinute,
        's' => TimeSpan.TicksPerSecond,
        _ => 0,
    };
}
