using EqlPS.Schema;

namespace EqlPS.Events.Input;

/// <summary>A file or standard input to read events from.</summary>
/// <param name="Name">The path as given, or <c>-</c>.</param>
/// <param name="Open">Opens it at the beginning.</param>
/// <param name="Schema">The types of its fields.</param>
internal sealed record InputSource(string Name, Func<Stream> Open, FieldSchema Schema)
{
    // A buffer of one byte is none: readers ask for large pieces.
    private const int BufferSize = 1;

    /// <summary>Whether <see cref="Open"/> gives the same bytes each time. Standard input can be read but once.</summary>
    public bool IsRepeatable { get; init; } = Name != InputPaths.StandardInput;

    /// <summary>Whether it is the file of its name, and nothing stands between the two.</summary>
    public bool IsFile { get; init; }

    /// <summary>A file, opened so that others can go on writing, renaming and deleting it: a live log is being written.</summary>
    public static InputSource OfFile(string path, FieldSchema schema) => new(path, () => OpenShared(path), schema) { IsFile = true };

    /// <summary>The bytes of the file at the moment; null if it is none that has a size. Pipes by name have none.</summary>
    public long? FileSize()
    {
        if (!IsFile)
        {
            return null;
        }

        try
        {
            var file = new FileInfo(Name);
            return file.Exists && file.Length > 0 ? file.Length : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Opens a file for reading and lets others do with it what they want.</summary>
    public static FileStream OpenShared(string path) => new(
        path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BufferSize, FileOptions.SequentialScan);
}
