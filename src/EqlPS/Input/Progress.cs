using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;

namespace EqlPS.Input;

/// <summary>Shows how far reading has come, four times a second at most.</summary>
/// <param name="command">The command that reads.</param>
/// <param name="activity">What is done.</param>
internal sealed class Progress(Cmdlet command, string activity)
{
    private const int Id = 1;
    private const double MegaByte = 1024 * 1024;

    /// <summary>The least time between two reports.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMilliseconds(250);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _next = Period;
    private bool _isShown;

    /// <summary>Whether enough time has passed since it was last shown.</summary>
    public bool IsDue => _clock.Elapsed >= _next;

    /// <summary>Shows it.</summary>
    /// <param name="events">Events read.</param>
    /// <param name="bytes">Bytes read; 0 if nobody knows.</param>
    /// <param name="percent">How much is done; -1 if nobody knows.</param>
    /// <param name="current">What is being read, or null.</param>
    public void Show(long events, long bytes = 0, int percent = -1, string? current = null)
    {
        _next = _clock.Elapsed + Period;
        _isShown = true;
        double seconds = Math.Max(_clock.Elapsed.TotalSeconds, 0.001);
        string status = string.Format(CultureInfo.InvariantCulture, "{0:N0} events", events);
        if (bytes > 0)
        {
            status += string.Format(
                CultureInfo.InvariantCulture, ", {0:N1} MB, {1:N1} MB/s", bytes / MegaByte, bytes / MegaByte / seconds);
        }
        else
        {
            status += string.Format(CultureInfo.InvariantCulture, ", {0:N0} a second", events / seconds);
        }

        command.WriteProgress(new ProgressRecord(Id, activity, status)
        {
            PercentComplete = percent,
            CurrentOperation = Visible.Line(current),
        });
    }

    /// <summary>Takes it away.</summary>
    public void Complete()
    {
        if (_isShown)
        {
            command.WriteProgress(new ProgressRecord(Id, activity, "done") { RecordType = ProgressRecordType.Completed });
        }
    }
}
