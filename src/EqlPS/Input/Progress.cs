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
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(250);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _next = Period;
    private bool _isShown;

    /// <summary>Whether enough time has passed since it was last shown.</summary>
    public bool IsDue => _clock.Elapsed >= _next;

    /// <summary>Shows it.</summary>
    /// <param name="events">Events read.</param>
    /// <param name="bytes">Bytes read; 0 if nobody knows.</param>
    /// <param name="total">Bytes there are; null if nobody knows.</param>
    /// <param name="current">What is being read, or null.</param>
    public void Show(long events, long bytes = 0, long? total = null, string? current = null)
    {
        _next = _clock.Elapsed + Period;
        _isShown = true;
        double seconds = Math.Max(_clock.Elapsed.TotalSeconds, 0.001);
        string status = string.Format(CultureInfo.InvariantCulture, "{0:N0} events", events);
        if (bytes > 0)
        {
            string of = total is long all ? string.Format(CultureInfo.InvariantCulture, " of {0:N1}", all / MegaByte) : string.Empty;
            status += string.Format(
                CultureInfo.InvariantCulture, ", {0:N1}{1} MB, {2:N1} MB/s", bytes / MegaByte, of, bytes / MegaByte / seconds);
        }
        else
        {
            status += string.Format(CultureInfo.InvariantCulture, ", {0:N0} a second", events / seconds);
        }

        command.WriteProgress(new ProgressRecord(Id, activity, status)
        {
            PercentComplete = total > 0 ? (int)Math.Min(100, bytes * 100 / total.Value) : -1,
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
