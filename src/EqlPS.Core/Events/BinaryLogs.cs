using EqlPS.Events.Evtx;
using EqlPS.Events.Input;

namespace EqlPS.Events;

/// <summary>The one place that knows which binary event logs this build reads.</summary>
internal static class BinaryLogs
{
    /// <summary>Opens a binary log.</summary>
    /// <param name="content">A log whose format was recognised; owned.</param>
    /// <exception cref="InputException">This build does not read the format, or the file is not what it begins like.</exception>
    public static EvtxReader Open(InputContent content)
    {
        var options = new EvtxReaderOptions { Path = content.Name };
        if (EvtxReader.TryOpen(content.Stream, options, out string? error) is EvtxReader reader)
        {
            return reader;
        }

        string message = $"{content.Name}: {error}";
        content.Dispose();
        throw new InputException(message, new FormatException(error));
    }
}
