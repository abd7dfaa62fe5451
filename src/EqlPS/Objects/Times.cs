using EqlPS.Values;

namespace EqlPS.Objects;

/// <summary>Instants as PowerShell has them.</summary>
internal static class Times
{
    /// <summary>The instant in UTC, with all of its 100 ns.</summary>
    public static DateTime ToDateTime(Timestamp time) => new(time.Ticks, DateTimeKind.Utc);
}
