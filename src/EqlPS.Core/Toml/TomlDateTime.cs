using System.Globalization;
using System.Text;

namespace EqlPS.Toml;

/// <summary>One of TOML's four date and time values; parts that its kind lacks are zero.</summary>
/// <remarks>
/// Wider than <see cref="System.DateTime"/> on purpose: RFC 3339 has a year 0, a second 60 and any number of fraction digits.
/// </remarks>
internal sealed class TomlDateTime(TomlKind kind)
{
    public TomlKind Kind { get; } = kind;

    /// <summary>0 to 9999.</summary>
    public int Year { get; set; }

    public int Month { get; set; }

    public int Day { get; set; }

    public int Hour { get; set; }

    public int Minute { get; set; }

    /// <summary>0 to 60; 60 is a leap second.</summary>
    public int Second { get; set; }

    /// <summary>Fraction of the second; digits beyond the ninth are cut off.</summary>
    public int Nanosecond { get; set; }

    /// <summary>Minutes east of UTC; zero for the local kinds.</summary>
    public int OffsetMinutes { get; set; }

    /// <summary>The RFC 3339 form, with <c>T</c>, <c>Z</c> for no offset, and a fraction only where there is one.</summary>
    public override string ToString()
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        StringBuilder text = new(35);
        if (Kind != TomlKind.LocalTime)
        {
            text.Append(Year.ToString("D4", invariant)).Append('-').Append(Month.ToString("D2", invariant))
                .Append('-').Append(Day.ToString("D2", invariant));
        }

        if (Kind == TomlKind.LocalDate)
        {
            return text.ToString();
        }

        if (Kind != TomlKind.LocalTime)
        {
            text.Append('T');
        }

        text.Append(Hour.ToString("D2", invariant)).Append(':').Append(Minute.ToString("D2", invariant))
            .Append(':').Append(Second.ToString("D2", invariant));
        if (Nanosecond != 0)
        {
            text.Append('.').Append(Nanosecond.ToString("D9", invariant).TrimEnd('0'));
        }

        if (Kind == TomlKind.OffsetDateTime)
        {
            AppendOffset(text);
        }

        return text.ToString();
    }

    private void AppendOffset(StringBuilder text)
    {
        if (OffsetMinutes == 0)
        {
            text.Append('Z');
            return;
        }

        int minutes = Math.Abs(OffsetMinutes);
        text.Append(OffsetMinutes < 0 ? '-' : '+').Append((minutes / 60).ToString("D2", CultureInfo.InvariantCulture))
            .Append(':').Append((minutes % 60).ToString("D2", CultureInfo.InvariantCulture));
    }
}
