using System.Diagnostics;
using System.Globalization;
using EqlPS.Hunting.Files;

namespace EqlPS.Cli.Commands;

/// <summary>Shows how far a hunt is, on a line of its own that vanishes before anything else is written.</summary>
/// <param name="output">A terminal.</param>
internal sealed class HuntProgress(TextWriter output)
{
    /// <summary>How often it changes.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    private const int Width = 78;
    private const double Megabyte = 1024 * 1024;

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private bool _isShown;

    public void Show(HuntProgressed progress)
    {
        double seconds = _clock.Elapsed.TotalSeconds;
        if (seconds < Period.TotalSeconds)
        {
            return;
        }

        string done = string.Create(CultureInfo.InvariantCulture, $"{progress.Events:N0} events, {progress.Bytes / Megabyte:N0} MB");
        string text = string.Create(CultureInfo.InvariantCulture,
            $"{done}, {progress.InputsDone} of {progress.InputCount} files, {progress.Events / seconds:N0} events/s");
        _isShown = true;
        output.Write("\r" + text.PadRight(Width));
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
}
