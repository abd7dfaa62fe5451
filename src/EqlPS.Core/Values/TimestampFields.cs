using EqlPS.Platform;

namespace EqlPS.Values;

/// <summary>The parts of a written date and time, and how many of them were written; turns them into the instants they denote.</summary>
[HotPath]
internal struct TimestampFields
{
    public int Year;
    public int Month;
    public int Day;
    public int Hour;
    public int Minute;
    public int Second;

    /// <summary>Nanoseconds of the second.</summary>
    public int Fraction;

    /// <summary>The zone's distance from UTC, positive to the east.</summary>
    public int OffsetMinutes;

    /// <summary>The finest part written.</summary>
    public TimestampPrecision Precision;

    /// <summary>The first day of 1970, for formats that leave parts out.</summary>
    public static TimestampFields Epoch => new() { Year = 1970, Month = 1, Day = 1 };

    /// <summary>
    /// The first and the last nanosecond of what was written; false if a part is out of bounds or the instant out of range.
    /// </summary>
    public readonly bool TryResolve(out Timestamp first, out Timestamp last)
    {
        first = last = default;
        if (!CivilDate.IsValid(Year, Month, Day) || (uint)Hour > 23 || (uint)Minute > 59 || (uint)Second > 59)
        {
            return false;
        }

        int minutes = (Hour * 60) + Minute - OffsetMinutes;
        long ticks = (CivilDate.ToDayNumber(Year, Month, Day) * TimeSpan.TicksPerDay)
            + (minutes * TimeSpan.TicksPerMinute) + (Second * TimeSpan.TicksPerSecond) + (Fraction / 100);
        if (ticks < 0 || ticks > Timestamp.MaxTicks)
        {
            return false;
        }

        first = Timestamp.FromTicks(ticks, Fraction % 100);
        last = Precision == TimestampPrecision.Exact ? first : Timestamp.FromTicks(ticks + Length() - 1, 99);
        return true;
    }

    /// <summary>Nanoseconds from the digits after the decimal sign: "5" is half a second.</summary>
    public static int ScaleFraction(int value, int digits)
    {
        for (; digits < 9; digits++)
        {
            value *= 10;
        }

        return value;
    }

    private readonly long Length() => Precision switch
    {
        TimestampPrecision.Year => (CivilDate.IsLeapYear(Year) ? 366 : 365) * TimeSpan.TicksPerDay,
        TimestampPrecision.Month => CivilDate.DaysInMonth(Year, Month) * TimeSpan.TicksPerDay,
        TimestampPrecision.Day => TimeSpan.TicksPerDay,
        TimestampPrecision.Hour => TimeSpan.TicksPerHour,
        TimestampPrecision.Minute => TimeSpan.TicksPerMinute,
        _ => TimeSpan.TicksPerSecond,
    };
}
