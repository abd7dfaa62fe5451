namespace EqlPS.Events.Flat;

/// <summary>Says how the times of a host were read.</summary>
internal static class TimeOffsetTexts
{
    /// <summary>One offset in words.</summary>
    public static string Of(TimeOffset offset) => offset.Ticks is long ticks
        ? FormattableString.Invariant(
            $"{HostOf(offset)}: {offset.Field} is UTC{Shift(-ticks)} ({offset.Agreeing} of {offset.Samples} Sysmon events agree)")
        : $"{HostOf(offset)}: no Sysmon event tells the zone of {offset.Field}; its times are taken as UTC";

    /// <summary>An offset from UTC such as <c>-04:00</c>.</summary>
    public static string Shift(long ticks)
    {
        TimeSpan span = TimeSpan.FromTicks(Math.Abs(ticks));
        return FormattableString.Invariant($"{(ticks < 0 ? '-' : '+')}{(int)span.TotalHours:00}:{span.Minutes:00}");
    }

    private static string HostOf(TimeOffset offset) => offset.Host.Length > 0 ? offset.Host : "records without a host";
}
