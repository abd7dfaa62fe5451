using EqlPS.Values;

namespace EqlPS.Mappings.Steps;

/// <summary>Reads the texts in which PowerShell packs its values.</summary>
internal static class PowerShellSteps
{
    /// <summary>
    /// The value of one line <c>Key=Value</c> of the details or <c>Key = Value</c> of a context, with the lines that continue it.
    /// </summary>
    public static Conversion Property(string key)
    {
        // Most values are those of the event before, and some are very long: command lines with a whole program in them.
        string last = string.Empty;
        return (in EqlValue value) =>
        {
            ReadOnlySpan<char> found = Find(value.AsText(), key);
            if (found.IsEmpty)
            {
                return default;
            }

            string known = last;
            if (!found.SequenceEqual(known.AsSpan()))
            {
                last = known = found.ToString();
            }

            return EqlValue.From(known);
        };
    }

    /// <summary>
    /// Objects of four parts out of lines like <c>CommandInvocation(Out-Null): "Out-Null"</c> and
    /// <c>ParameterBinding(Out-Null): name="InputObject"; value="x"</c>: type, related_command, name, value.
    /// </summary>
    public static EqlValue InvocationDetails(in EqlValue value)
    {
        ListBuilder details = default;
        string text = value.AsText();
        for (int start = 0; start < text.Length;)
        {
            int end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            AddDetail(text.Substring(start, end - start).Trim(), ref details);
            start = end + 1;
        }

        return details.ToValue();
    }

    private static void AddDetail(string line, ref ListBuilder details)
    {
        int open = line.IndexOf('(');
        int close = line.IndexOf("):", StringComparison.Ordinal);
        if (open <= 0 || close < open)
        {
            return;
        }

        string rest = line.Substring(close + 2).Trim();
        string name = string.Empty;
        const string NameMark = "name=";
        const string ValueMark = "; value=";
        int valueStart = rest.IndexOf(ValueMark, StringComparison.Ordinal);
        if (rest.StartsWith(NameMark, StringComparison.Ordinal) && valueStart > 0)
        {
            name = Unquote(rest.Substring(NameMark.Length, valueStart - NameMark.Length));
            rest = rest.Substring(valueStart + ValueMark.Length);
        }

        details.Add(ObjectText.Of(line.Substring(0, open), line.Substring(open + 1, close - open - 1), name, Unquote(rest)));
    }

    private static string Unquote(string text) =>
        text.Length > 1 && text[0] == '"' && text[text.Length - 1] == '"' ? text.Substring(1, text.Length - 2) : text;

    private static ReadOnlySpan<char> Find(string text, string key)
    {
        for (int start = 0; start < text.Length;)
        {
            int end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            if (TryReadKey(text.AsSpan(start, end - start), key, out int valueStart))
            {
                end = EndOfValue(text, end);
                return text.AsSpan(start + valueStart, end - start - valueStart).Trim();
            }

            start = end + 1;
        }

        return default;
    }

    // A value goes on over the lines that have no key of their own.
    private static int EndOfValue(string text, int end)
    {
        while (end < text.Length)
        {
            int next = text.IndexOf('\n', end + 1);
            next = next < 0 ? text.Length : next;
            ReadOnlySpan<char> line = text.AsSpan(end + 1, next - end - 1);
            if (line.Trim().IsEmpty || HasKey(line))
            {
                break;
            }

            end = next;
        }

        return end;
    }

    // Keys are short and of letters and blanks, and stand behind white space.
    private static bool HasKey(ReadOnlySpan<char> line)
    {
        int mark = line.IndexOf('=');
        if (mark < 0 || line.IsEmpty || !char.IsWhiteSpace(line[0]))
        {
            return false;
        }

        ReadOnlySpan<char> key = line.Slice(0, mark).Trim();
        foreach (char c in key)
        {
            if (!char.IsLetter(c) && c != ' ')
            {
                return false;
            }
        }

        return !key.IsEmpty;
    }

    private static bool TryReadKey(ReadOnlySpan<char> line, string key, out int valueStart)
    {
        int mark = line.IndexOf('=');
        valueStart = mark + 1;
        return mark > 0 && line.Slice(0, mark).Trim().Equals(key.AsSpan(), StringComparison.Ordinal);
    }
}
