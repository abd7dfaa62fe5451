using System.Management.Automation;
using EqlPS.Errors;
using EqlPS.Values;

namespace EqlPS.Input;

/// <summary>Reads bounds in time: dates of PowerShell, ISO dates and date math such as <c>now-9m</c>.</summary>
internal static class TimeArgument
{
    /// <summary>Both bounds.</summary>
    /// <exception cref="EqlUsageException">One is no time, or nothing can lie between them.</exception>
    public static (Timestamp? Since, Timestamp? Until) Read(object? since, object? until, Timestamp now)
    {
        Timestamp? first = Read("Since", since, now, isEnd: false);
        Timestamp? last = Read("Until", until, now, isEnd: true);
        return first > last
            ? throw new EqlUsageException(
                ErrorIds.DateInvalid, $"-Since {first?.ToMillisecondText()} lies after -Until {last?.ToMillisecondText()}.",
                ErrorCategory.InvalidArgument, since)
            : (first, last);
    }

    /// <summary>The instant; null for null.</summary>
    /// <param name="parameter">The parameter's name, for messages.</param>
    /// <param name="value">A date, a text, or null.</param>
    /// <param name="now">What <c>now</c> means.</param>
    /// <param name="isEnd">Whether a day means its last instant.</param>
    /// <exception cref="EqlUsageException">It is none of these.</exception>
    private static Timestamp? Read(string parameter, object? value, Timestamp now, bool isEnd)
    {
        object? plain = value is PSObject wrapper ? wrapper.BaseObject : value;
        switch (plain)
        {
            case null:
                return null;
            case DateTime date:
                return Timestamp.FromTicks(date.ToUniversalTime().Ticks);
            case DateTimeOffset date:
                return Timestamp.FromTicks(date.UtcTicks);
            case string text when DateMath.TryParse(text.AsSpan(), now, out Timestamp first, out Timestamp last):
                return isEnd ? last : first;
            default:
                throw new EqlUsageException(
                    ErrorIds.DateInvalid,
                    $"-{parameter} {Visible.Line(plain.ToString())}: this is no date such as 2024-05-01T08:00:00Z "
                    + "and no date math such as now-9m.",
                    ErrorCategory.InvalidArgument, value);
        }
    }
}
