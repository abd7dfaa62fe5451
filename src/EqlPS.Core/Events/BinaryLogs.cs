using EqlPS.Evaluation;
using EqlPS.Events.Evtx;
using EqlPS.Events.Evtx.Records;
using EqlPS.Events.Input;
using EqlPS.Events.Raw;

namespace EqlPS.Events;

/// <summary>The one place that knows which binary event logs this build reads.</summary>
internal static class BinaryLogs
{
    /// <summary>The reader of a binary log.</summary>
    /// <param name="content">A log whose format was recognised; owned.</param>
    /// <param name="rawFields">The wanted source paths.</param>
    /// <exception cref="InputException">This build does not read the format, or the file is not what it begins like.</exception>
    public static RawRecordReader Open(InputContent content, FieldTable rawFields)
    {
        var options = new EvtxReaderOptions { Path = content.Name };
        if (EvtxReader.TryOpen(content.Stream, options, out string? error) is EvtxReader reader)
        {
            return new EvtxRawRecordReader(reader, content.Name, rawFields.Paths);
        }

        string message = $"{content.Name}: {error}";
        content.Dispose();
        throw new InputException(message, new FormatException(error));
    }
}
