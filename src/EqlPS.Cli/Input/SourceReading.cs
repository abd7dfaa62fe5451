using EqlPS.Events;
using EqlPS.Events.Input;

namespace EqlPS.Cli.Input;

/// <summary>Reads a source, and each member of an archive, and reports what cannot be read; the next source is always tried.</summary>
internal static class SourceReading
{
    /// <summary>False if nothing of the source could be read. A source without records was read.</summary>
    /// <param name="readers">Open the source.</param>
    /// <param name="source">A file or standard input.</param>
    /// <param name="read">Takes all events of a reader.</param>
    /// <param name="report">Is told of losses.</param>
    public static bool Read(EventReaders readers, InputSource source, Action<EventReader> read, IInputReport report)
    {
        bool isAnyReadable = false;
        var losses = new InputLossLog();
        try
        {
            foreach (EventReader reader in readers.Open(source, losses))
            {
                using (reader)
                {
                    isAnyReadable |= Read(reader, source, read, report);
                }
            }
        }
        catch (InputException error)
        {
            report.Unreadable(error.Message);
        }

        report.Losses(source.Name, losses);
        return isAnyReadable;
    }

    private static bool Read(EventReader reader, InputSource source, Action<EventReader> read, IInputReport report)
    {
        bool hasEvents = false;
        try
        {
            read(reader);
            hasEvents = reader.Location.Record > 0;
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            report.Unreadable($"{source.Name}: {error.Message}");
            return false;
        }
        finally
        {
            report.Losses(reader.Location.Source, reader.Losses);
        }

        return hasEvents || reader.Losses.Count == 0;
    }
}
