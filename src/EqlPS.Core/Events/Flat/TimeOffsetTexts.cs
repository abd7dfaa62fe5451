namespace EqlPS.Events.Flat;

/// <summary>Says how the times of a host were read.</summary>
internal static class TimeOffsetTexts
{
    /// <summary>One offset in words.</summary>
    public static string Of(TimeOffset offset) => offset.Ticks is long ticks
        ? FormattableString.Invariant(
            $"{offset.Host}: {offset.Field} is UTC{Shift(-ticks)} ({offset.Agreeing} of {offset.Samples} Sysmon events agree)")
        : $"{offset.Host}: no Sysmon event tells the zone of {offset.Field}; its times are taken as UTC";

    /// <summary>An offset from UTC such as <c>-04:00</c>.</summary>
    public static string Shift(long ticks)
    {
        TimeSpan span = TimeSpan.FromTicks(Math.Abs(ticks));
        return FormattableString.Invariant($"{(ticks < 0 ? '-' : '+')}{(int)span.TotalHours:00}:{span.Minutes:00}");
    }
}
