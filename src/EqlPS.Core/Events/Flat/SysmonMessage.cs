using System.Text;
using EqlPS.Events.Json;

namespace EqlPS.Events.Flat;

/// <summary>
/// Reads the message of a Sysmon event, which is English on every system: a title, then a line <c>Name: value</c> for each field. A value
/// may have several lines; a line that does not begin with the name of a field belongs to the one before. Where a name comes twice the
/// first counts: later ones may stand in a value that whoever started the process chose.
/// </summary>
internal static class SysmonMessage
{
    private const int LongestName = 40;

    private static ReadOnlySpan<byte> LineEnd => "\\n"u8;

    /// <summary>All fields of a message, in its order.</summary>
    public static List<KeyValuePair<string, string>> Read(string message)
    {
        var fields = new List<KeyValuePair<string, string>>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? name = null;
        var value = new StringBuilder();
        foreach (string line in message.TrimEnd('\r', '\n').Replace("\r\n", "\n").Split('\n').Skip(1))
        {
            int colon = line.IndexOf(':');
            bool isField = IsFieldStart(line, colon) && seen.Add(line.Substring(0, colon));
            if (isField)
            {
                Flush(fields, name, value);
                name = line.Substring(0, colon);
                value.Append(line, Math.Min(colon + 2, line.Length), Math.Max(0, line.Length - colon - 2));
            }
            else if (name is not null)
            {
                value.Append('\n').Append(line);
            }
        }

        Flush(fields, name, value);
        return fields;
    }

    /// <summary>Finds the value of one field.</summary>
    /// <param name="escapedMessage">The message as a JSON string's content, with its escapes.</param>
    /// <param name="name">The field.</param>
    /// <param name="start">Where its value begins.</param>
    /// <param name="length">How long it is; -1 if only reading the whole message tells.</param>
    /// <returns>False if the field is surely not there.</returns>
    public static bool TryFind(ReadOnlySpan<byte> escapedMessage, string name, out int start, out int length)
    {
        start = 0;
        length = -1;
        Span<byte> buffer = stackalloc byte[LongestName + 4];
        if (name.Length > LongestName || !TryEncodeStart(name, buffer, out int startLength))
        {
            return false;
        }

        ReadOnlySpan<byte> wanted = buffer.Slice(0, startLength);
        int found = IndexOf(escapedMessage, wanted, 0);
        if (found < 0)
        {
            return false;
        }

        // The plain case: a line of its own, then a line with another name that did not come before.
        int value = found + startLength;
        int end = IndexOf(escapedMessage, LineEnd, value);
        if (end > value && escapedMessage[value] == (byte)' ' && IsFieldStart($"{name}: ", name.Length)
            && EndsField(escapedMessage, end, value) && escapedMessage.IndexOf("\\u"u8) < 0)
        {
            start = value + 1;
            length = end - start;
            length -= length >= 2 && escapedMessage.Slice(end - 2, 2).SequenceEqual("\\r"u8) && IsEscape(escapedMessage, end - 2) ? 2 : 0;
        }

        return true;
    }

    /// <summary>The value of one field of a message; null if there is none.</summary>
    /// <param name="escapedMessage">The message as a JSON string's content, with its escapes.</param>
    /// <param name="name">The field.</param>
    public static string? Find(ReadOnlySpan<byte> escapedMessage, string name)
    {
        foreach (KeyValuePair<string, string> field in Read(JsonText.Unescape(escapedMessage)))
        {
            if (field.Key == name)
            {
                return field.Value;
            }
        }

        return null;
    }

    // Where a sequence that begins with a backslash stands, this backslash not being escaped itself.
    private static int IndexOf(ReadOnlySpan<byte> text, ReadOnlySpan<byte> sequence, int from)
    {
        while (true)
        {
            int found = text.Slice(from).IndexOf(sequence);
            if (found < 0 || IsEscape(text, from + found))
            {
                return found < 0 ? -1 : from + found;
            }

            from += found + 2;
        }
    }

    // Whether the line behind a line end begins with the name of a field that does not stand before a place.
    private static bool EndsField(ReadOnlySpan<byte> text, int lineEnd, int before)
    {
        ReadOnlySpan<byte> line = text.Slice(lineEnd + LineEnd.Length);
        int colon = line.IndexOf((byte)':');
        if (colon is < 1 or > LongestName || line.Length < colon + 2 || line[colon + 1] != (byte)' '
            || line[0] is not (>= (byte)'A' and <= (byte)'Z'))
        {
            return false;
        }

        foreach (byte letter in line.Slice(1, colon - 1))
        {
            if (!(letter is (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'a' and <= (byte)'z') or (>= (byte)'0' and <= (byte)'9')))
            {
                return false;
            }
        }

        return text.Slice(0, before).IndexOf(text.Slice(lineEnd, LineEnd.Length + colon + 1)) < 0;
    }

    // A line end as JSON escapes it, the name, a colon.
    private static bool TryEncodeStart(string name, Span<byte> start, out int length)
    {
        start[0] = (byte)'\\';
        start[1] = (byte)'n';
        length = 2;
        foreach (char c in name)
        {
            if (c is < '!' or > '~' or '"' or '\\')
            {
                return false;
            }

            start[length++] = (byte)c;
        }

        start[length++] = (byte)':';
        return true;
    }

    // A backslash that is itself escaped begins nothing.
    private static bool IsEscape(ReadOnlySpan<byte> text, int backslash)
    {
        int before = 0;
        while (before < backslash && text[backslash - before - 1] == (byte)'\\')
        {
            before++;
        }

        return before % 2 == 0;
    }

    private static bool IsFieldStart(string line, int colon)
    {
        if (colon is < 1 or > LongestName || (colon + 1 < line.Length && line[colon + 1] != ' ') || line[0] is not (>= 'A' and <= 'Z'))
        {
            return false;
        }

        for (int i = 1; i < colon; i++)
        {
            if (!(line[i] is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9')))
            {
                return false;
            }
        }

        return true;
    }

    private static void Flush(List<KeyValuePair<string, string>> fields, string? name, StringBuilder value)
    {
        if (name is not null)
        {
            fields.Add(new KeyValuePair<string, string>(name, value.ToString()));
        }

        value.Clear();
    }
}
