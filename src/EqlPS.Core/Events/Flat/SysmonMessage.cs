using System.Text;
using EqlPS.Events.Json;

namespace EqlPS.Events.Flat;

/// <summary>
/// Reads the message of a Sysmon event, which is English on every system: a title, then a line <c>Name: value</c> for each field. A value
/// may have
/// several lines; a line that does not begin with the name of a field belongs to the one before. Where a name comes twice the first
/// counts: later
/// ones may stand in a value that whoever started the process chose.
/// </summary>
internal static class SysmonMessage
{
    private const int LongestName = 40;

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

    /// <summary>The value of one field.</summary>
    /// <param name="escapedMessage">The message as a JSON string's content, with its escapes.</param>
    /// <param name="name">The field.</param>
    /// <param name="value">Its value, or null.</param>
    public static bool TryFind(ReadOnlySpan<byte> escapedMessage, string name, out string? value)
    {
        value = null;
        Span<byte> start = stackalloc byte[LongestName + 4];
        if (name.Length > LongestName || !TryEncodeStart(name, start, out int length))
        {
            return false;
        }

        start = start.Slice(0, length);
        for (int from = 0; ;)
        {
            int found = escapedMessage.Slice(from).IndexOf(start);
            if (found < 0)
            {
                return false;
            }

            from += found;
            if (IsEscape(escapedMessage, from))
            {
                break;
            }

            from += 2;
        }

        // Rare enough that the whole message may be decoded: only a field whose name the collector took is looked for here.
        foreach (KeyValuePair<string, string> field in Read(JsonText.Unescape(escapedMessage)))
        {
            if (field.Key == name)
            {
                value = field.Value;
                return true;
            }
        }

        return false;
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
