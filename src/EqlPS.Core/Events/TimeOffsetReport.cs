using System.Globalization;
using EqlPS.Events.Flat;

namespace EqlPS.Events;

/// <summary>Tells in words what was found about the clocks of flattened events; a clock that shows UTC is not worth a word.</summary>
internal static class TimeOffsetReport
{
    private const int MostHosts = 10;

    /// <summary>English sentences without a full stop; none if there is nothing to tell.</summary>
    /// <param name="source">The name of the source.</param>
    /// <param name="offsets">What was measured in it.</param>
    public static IEnumerable<string> Lines(string source, IEnumerable<TimeOffset> offsets)
    {
        TimeOffset[] ordered = offsets
            .OrderBy(o => o.Host, StringComparer.Ordinal).ThenBy(o => o.Field, StringComparer.Ordinal).ToArray();
        TimeOffset[] moved = ordered.Where(o => o.Ticks is not (null or 0)).ToArray();
        foreach (TimeOffset offset in moved.Take(MostHosts))
        {
            string spread = Number(offset.SpreadTicks / (double)TimeSpan.TicksPerSecond);
            string others = offset.Agreeing == offset.Samples ? string.Empty : $" of {offset.Samples}";
            yield return $"{source}: {Host(offset)}: {offset.Field} was moved by {Hours(offset.Ticks!.Value)} h to UTC, as "
                + $"{Count(offset.Agreeing)}{others} Sysmon events show (spread {spread} s)";
        }

        if (moved.Length > MostHosts)
        {
            yield return $"{source}: the times of {Count(moved.Length - MostHosts)} more hosts were moved to UTC";
        }

        TimeOffset[] unknown = ordered.Where(o => o.Ticks is null).ToArray();
        if (unknown.Length > 0)
        {
            string hosts = string.Join(", ", unknown.Take(MostHosts).Select(o => $"{Host(o)} ({o.Field})"));
            string more = unknown.Length > MostHosts ? $" and {Count(unknown.Length - MostHosts)} more" : string.Empty;
            yield return $"{source}: no Sysmon event tells how far the clock is from UTC, so times were read as they stand: {hosts}{more}";
        }
    }

    private static string Host(TimeOffset offset) => offset.Host.Length == 0 ? "events without a host" : offset.Host;

    private static string Hours(long ticks) => (ticks > 0 ? "+" : string.Empty) + Number(ticks / (double)TimeSpan.TicksPerHour);

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Count(int value) => value.ToString(CultureInfo.InvariantCulture);
}
