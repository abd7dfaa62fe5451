using EqlPS.Events;
using EqlPS.Events.Flat;

namespace EqlPS.Tests.Events;

/// <summary>Offsets are told of where they changed times or were not found, and only there.</summary>
public sealed class TimeOffsetReportTests
{
    [Fact]
    public void Only_what_is_worth_knowing_is_told()
    {
        TimeOffset[] offsets =
        [
            new("b", "EventTime", 4 * TimeSpan.TicksPerHour, 100, 98, 15_000_000), new("a", "@timestamp", 0, 50, 50, 0),
            new("c", "EventTime", null, 0, 0, 0), new("", "EventTime", null, 0, 0, 0),
            new("a", "EventTime", -(11 * TimeSpan.TicksPerHour) / 2, 7, 7, 0),
        ];
        Assert.Equal(
            [
                "x.json: a: EventTime was moved by -5.5 h to UTC, as 7 Sysmon events show (spread 0 s)",
                "x.json: b: EventTime was moved by +4 h to UTC, as 98 of 100 Sysmon events show (spread 1.5 s)",
                "x.json: no Sysmon event tells how far the clock is from UTC, so times were read as they stand: "
                    + "events without a host (EventTime), c (EventTime)",
            ],
            TimeOffsetReport.Lines("x.json", offsets));
        Assert.Empty(TimeOffsetReport.Lines("x.json", []));
    }

    [Fact]
    public void Many_hosts_are_counted()
    {
        IEnumerable<TimeOffset> offsets = Enumerable.Range(0, 30)
            .Select(i => new TimeOffset($"h{i:00}", "EventTime", i < 15 ? null : TimeSpan.TicksPerHour, 1, 1, 0));
        string[] lines = TimeOffsetReport.Lines("x", offsets).ToArray();
        Assert.Equal(12, lines.Length);
        Assert.Equal("x: the times of 5 more hosts were moved to UTC", lines[10]);
        Assert.EndsWith("h09 (EventTime) and 5 more", lines[11], StringComparison.Ordinal);
    }
}
