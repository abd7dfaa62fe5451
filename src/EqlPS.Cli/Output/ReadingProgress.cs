using System.Diagnostics;
using System.Globalization;

namespace EqlPS.Cli.Output;

/// <summary>Shows how far reading is, on a line of its own that vanishes before anything else is written.</summary>
/// <param name="output">A terminal.</param>
internal sealed class ReadingProgress(TextWriter output)
{
    private const int Width = 60;
    private const double Megabyte = 1024 * 1024;

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _shownAt;
    private bool _isShown;
    private long _events;
    private long _bytes;

    public void Add(long events, long bytes)
    {
        _events += events;
        _bytes += bytes;
        if (_clock.Elapsed - _shownAt >= Period)
        {
            Show();
        }
    }

    /// <summary>Takes the line away.</summary>
    public void Clear()
    {
        if (_isShown)
        {
            _isShown = false;
            output.Write("\r" + new string(' ', Width) + "\r");
        }
    }

    private void Show()
    {
        _shownAt = _clock.Elapsed;
        _isShown = true;
        double rate = _events / Math.Max(0.001, _clock.Elapsed.TotalSeconds);
        string text = string.Create(
            CultureInfo.InvariantCulture, $"{_events:N0} events, {_bytes / Megabyte:N0} MB, {rate:N0} events/s");
        output.Write("\r" + text.PadRight(Width));
    }
}
