using System.Globalization;

namespace EqlPS.Cli.Commands;

/// <summary>Shows twice a second how many events were read, on a line of its own that vanishes at the end.</summary>
internal sealed class HuntProgress : IDisposable
{
    private const int Period = 500;
    private const int Width = 40;

    private readonly TextWriter _output;
    private readonly Func<long> _count;
    private readonly Timer _timer;
    private readonly object _gate = new();
    private bool _isShown;
    private bool _isOver;

    /// <param name="output">A terminal.</param>
    /// <param name="count">How many events were read; asked from another thread.</param>
    public HuntProgress(TextWriter output, Func<long> count)
    {
        _output = output;
        _count = count;
        _timer = new Timer(_ => Show(), null, Period, Period);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
            _timer.Dispose();
            if (_isShown)
            {
                _output.Write("\r" + new string(' ', Width) + "\r");
            }
        }
    }

    private void Show()
    {
        lock (_gate)
        {
            if (!_isOver)
            {
                _isShown = true;
                _output.Write("\r" + string.Create(CultureInfo.InvariantCulture, $"{_count():N0} events read").PadRight(Width));
            }
        }
    }
}
