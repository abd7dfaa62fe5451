using EqlPS.Platform;

namespace EqlPS.Values;

/// <summary>The proleptic Gregorian calendar as arithmetic on day numbers; day 0 is Monday, 0001-01-01.</summary>
[HotPath]
internal static class CivilDate
{
    private const int DaysPerEra = 146_097;
    private const int DaysPerCentury = 36_524;
    private const int DaysPerFourYears = 1_461;

    // Years are counted from 1 March, so that the leap day is the last day of a year.
    private const int DaysFromMarchOfYearZero = 306;

    /// <summary>Whether the year has a 29 February.</summary>
    public static bool IsLeapYear(int year) => (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);

    /// <summary>The number of days of a month; the month is 1-12.</summary>
    public static int DaysInMonth(int year, int month) => month == 2 ? (IsLeapYear(year) ? 29 : 28) : 30 + ((month + (month >> 3)) & 1);

    /// <summary>Whether the three numbers name a day in the years 1-9999.</summary>
    public static bool IsValid(int year, int month, int day) =>
        (uint)(year - 1) < 9999 && (uint)(month - 1) < 12 && day >= 1 && day <= DaysInMonth(year, month);

    /// <summary>The number of days from 0001-01-01 to a valid day.</summary>
    public static int ToDayNumber(int year, int month, int day)
    {
        int marchYear = month > 2 ? year : year - 1;
        int marchMonth = month > 2 ? month - 3 : month + 9;
        int dayOfYear = (((153 * marchMonth) + 2) / 5) + day - 1;
        return (marchYear * 365) + (marchYear / 4) - (marchYear / 100) + (marchYear / 400) + dayOfYear - DaysFromMarchOfYearZero;
    }

    /// <summary>The day with a number as <see cref="ToDayNumber"/> gives it.</summary>
    public static void FromDayNumber(int dayNumber, out int year, out int month, out int day)
    {
        int shifted = dayNumber + DaysFromMarchOfYearZero;
        int era = shifted / DaysPerEra;
        int dayOfEra = shifted - (era * DaysPerEra);
        int leapDays = (dayOfEra / (DaysPerFourYears - 1)) - (dayOfEra / DaysPerCentury) + (dayOfEra / (DaysPerEra - 1));
        int yearOfEra = (dayOfEra - leapDays) / 365;
        int dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        int marchMonth = ((5 * dayOfYear) + 2) / 153;
        day = dayOfYear - (((153 * marchMonth) + 2) / 5) + 1;
        month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
        year = yearOfEra + (era * 400) + (month <= 2 ? 1 : 0);
    }
}
