using EqlPS.Events;
using EqlPS.Events.Input;
using EqlPS.Schema;

namespace EqlPS.Input;

/// <summary>Opens files of events one after the other and tells what of them cannot be read; the next one is always tried.</summary>
/// <param name="readers">Make readers for the wanted fields.</param>
/// <param name="schema">Field types.</param>
/// <param name="report">Takes what cannot be read.</param>
internal sealed class InputFiles(EventReaders readers, FieldSchema schema, IInputReport report)
{
    /// <summary>Reads a file, or all files of a folder at any depth.</summary>
    /// <param name="path">A path of the file system that exists.</param>
    /// <param name="read">Takes all events of a reader.</param>
    /// <param name="cancellation">Ends the reading between two files.</param>
    public void Read(string path, Action<EventReader> read, CancellationToken cancellation)
    {
        IReadOnlyList<string> files = Expand(path, report);
        foreach (string file in files)
        {
            cancellation.ThrowIfCancellationRequested();
            ReadFile(file, read);
        }
    }

    /// <summary>The files that a path means.</summary>
    public static IReadOnlyList<string> Expand(string path, IInputReport report)
    {
        var losses = new InputLossLog();
        IReadOnlyList<string> files = Directory.Exists(path) ? InputPaths.Expand(path, losses) : [path];
        report.Losses(path, losses);
        if (files.Count == 0 && losses.Count == 0)
        {
            report.Unreadable(path, $"{path}: there is no file in this folder");
        }

        return files;
    }

    private void ReadFile(string file, Action<EventReader> read)
    {
        var losses = new InputLossLog();
        try
        {
            foreach (EventSource source in EventSources.Open(InputSource.OfFile(file, schema), losses))
            {
                using (EventReader reader = readers.OpenBlock(source.Whole()))
                {
                    Read(reader, file, read);
                }

                report.Offsets(source.Name, source.TimeOffsets);
            }
        }
        catch (InputException error)
        {
            report.Unreadable(file, error.Message);
        }

        report.Losses(file, losses);
    }

    private void Read(EventReader reader, string file, Action<EventReader> read)
    {
        try
        {
            read(reader);
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            report.Unreadable(file, $"{file}: {error.Message}");
        }
        finally
        {
            report.Losses(reader.Location.Source, reader.Losses);
        }
    }
}
