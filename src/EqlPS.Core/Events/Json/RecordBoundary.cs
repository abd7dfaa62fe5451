using System.Text.Json;
using EqlPS.Events.Cutting;
using EqlPS.Platform;

namespace EqlPS.Events.Json;

/// <summary>Recognises how the records of a JSON stream are laid out.</summary>
[HotPath]
internal static class RecordBoundary
{
    private enum ObjectState
    {
        /// <summary>The text holds an object and nothing behind it.</summary>
        Alone,

        /// <summary>The text holds an object and more behind it.</summary>
        Followed,

        /// <summary>The text is the beginning of an object.</summary>
        Unfinished,

        /// <summary>The text does not begin with a valid object.</summary>
        Broken,
    }

    /// <summary>The layout that the beginning of a stream shows.</summary>
    public static IRecordBoundary Recognise(ReadOnlySpan<byte> beginning, bool isWhole)
    {
        int first = JsonBlanks.CountLeading(beginning);
        if (first == beginning.Length)
        {
            return new LineBoundary();
        }

        if (beginning[first] == (byte)'[')
        {
            return new ObjectBoundary(isArray: true);
        }

        return AreObjectsFreelyLaidOut(beginning.Slice(first), isWhole) ? new ObjectBoundary(isArray: false) : new LineBoundary();
    }

    // A line that is an object, or is no JSON at all, begins a file of lines; an object that goes on behind its first line does not, unless
    // that line was cut off: then its object and the next line make no valid JSON, and the next line is a record of its own.
    private static bool AreObjectsFreelyLaidOut(ReadOnlySpan<byte> text, bool isWhole)
    {
        int end = text.IndexOf((byte)'\n');
        ObjectState line = StateOf(end < 0 ? text : text.Slice(0, end));
        if (line != ObjectState.Unfinished || end < 0)
        {
            return line == ObjectState.Followed;
        }

        ObjectState whole = StateOf(text);
        bool isSound = whole is ObjectState.Alone or ObjectState.Followed || (whole == ObjectState.Unfinished && !isWhole);
        return isSound || !BeginsRecord(text.Slice(end));
    }

    private static bool BeginsRecord(ReadOnlySpan<byte> text)
    {
        text = text.Slice(JsonBlanks.CountLeading(text));
        int end = text.IndexOf((byte)'\n');
        ObjectState state = StateOf(end < 0 ? text : text.Slice(0, end));
        return state == ObjectState.Alone || (state == ObjectState.Unfinished && end < 0);
    }

    private static ObjectState StateOf(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text[0] != (byte)'{')
        {
            return ObjectState.Broken;
        }

        var reader = new Utf8JsonReader(text, isFinalBlock: false, default);
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth == 0 && reader.TokenType == JsonTokenType.EndObject)
                {
                    ReadOnlySpan<byte> rest = text.Slice((int)reader.BytesConsumed);
                    return JsonBlanks.CountLeading(rest) == rest.Length ? ObjectState.Alone : ObjectState.Followed;
                }
            }

            return ObjectState.Unfinished;
        }
        catch (JsonException)
        {
            return ObjectState.Broken;
        }
    }
}
