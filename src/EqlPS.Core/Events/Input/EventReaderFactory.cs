using EqlPS.Evaluation;
using EqlPS.Events.Json;

namespace EqlPS.Events.Input;

/// <summary>Opens the reader for a source's format, which its content shows.</summary>
internal static class EventReaderFactory
{
    private const int SampleSize = 4096;

    /// <summary>The reader of a source, built for the fields of a table.</summary>
    /// <exception cref="InputException">The source cannot be opened, or its format is not understood.</exception>
    public static EventReader Open(InputSource source, FieldTable fields)
    {
        Stream? stream = null;
        try
        {
            stream = new PeekStream(source.Open(), SampleSize);
            RefuseForeign(((PeekStream)stream).Beginning);
            return new JsonEventReader(stream, source.Name, fields, source.Schema);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            stream?.Dispose();
            throw new InputException($"{source.Name}: {error.Message}", error);
        }
        catch (FormatException error)
        {
            stream?.Dispose();
            throw new InputException($"{source.Name}: {error.Message}", error);
        }
    }

    private static void RefuseForeign(ReadOnlySpan<byte> beginning)
    {
        // A log that was damaged may hold NULs behind its first object; those cost their own records only.
        int first = JsonBlanks.CountLeading(beginning);
        bool beginsAsJson = first + 1 < beginning.Length && beginning[first] is (byte)'{' or (byte)'[' && beginning[first + 1] != 0;
        if (!beginsAsJson && beginning.IndexOf((byte)0) >= 0)
        {
            throw new FormatException(
                "this is a binary file; events are read from JSON lines, a JSON array or JSON objects one after the other");
        }
    }
}
