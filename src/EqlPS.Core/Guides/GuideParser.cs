namespace EqlPS.Guides;

/// <summary>Finds the entries of a guide: <c>!{osquery{...}}</c> and <c>!{investigate{...}}</c>.</summary>
internal static class GuideParser
{
    private const string Start = "!{";

    /// <summary>The pieces of a guide in order; together they are the guide.</summary>
    public static IReadOnlyList<GuidePart> Parse(string note)
    {
        var parts = new List<GuidePart>();
        int written = 0;

        // An entry that no brace ends may hold others; looking to the end for each of them would take for ever in a long text.
        bool looksFar = true;
        for (int at = Find(note, 0); at >= 0; at = Find(note, Math.Max(written, at + Start.Length)))
        {
            if (KindAt(note, at + Start.Length, out int open) is not GuideEntryKind kind)
            {
                continue;
            }

            int lineEnd = LineEnd(note, at);
            int close = CloseOf(note, open, looksFar ? note.Length : lineEnd);
            looksFar &= close >= 0;
            bool isWhole = close >= 0 && close + 1 < note.Length && note[close + 1] == '}';
            int end = isWhole ? close + 2 : lineEnd;
            if (at > written)
            {
                parts.Add(new GuidePart(note.Substring(written, at - written), null, null));
            }

            string? json = isWhole ? note.Substring(open, close + 1 - open) : null;
            parts.Add(new GuidePart(note.Substring(at, end - at), kind, json));
            written = end;
        }

        if (written < note.Length)
        {
            parts.Add(new GuidePart(note.Substring(written), null, null));
        }

        return parts;
    }

    private static int Find(string note, int from) => from >= note.Length ? -1 : note.IndexOf(Start, from, StringComparison.Ordinal);

    private static int LineEnd(string note, int from)
    {
        int end = note.IndexOf('\n', from);
        return end < 0 ? note.Length : end;
    }

    private static GuideEntryKind? KindAt(string note, int start, out int open)
    {
        foreach ((string name, GuideEntryKind kind) in new[]
            { ("osquery", GuideEntryKind.Osquery), ("investigate", GuideEntryKind.Investigate) })
        {
            open = start + name.Length;
            if (string.CompareOrdinal(note, start, name, 0, name.Length) == 0 && open < note.Length && note[open] == '{')
            {
                return kind;
            }
        }

        open = -1;
        return null;
    }

    /// <summary>The brace that ends the object that begins at <paramref name="open"/>, or -1; braces in strings do not count.</summary>
    private static int CloseOf(string note, int open, int limit)
    {
        int depth = 0;
        bool isText = false;
        for (int i = open; i < limit; i++)
        {
            switch (note[i])
            {
                case '\\' when isText:
                    i++;
                    break;
                case '"':
                    isText = !isText;
                    break;
                case '{' when !isText:
                    depth++;
                    break;
                case '}' when !isText && --depth == 0:
                    return i;
            }
        }

        return -1;
    }
}
