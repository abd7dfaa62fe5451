namespace EqlPS.Guides;

/// <summary>Finds the fields that a text wants filled in: <c>{{user.name}}</c>, blanks allowed within.</summary>
internal static class GuidePlaceholders
{
    /// <summary>The next field at or after a place; false if there is none.</summary>
    public static bool TryFind(string text, int from, out int start, out int end, out string field)
    {
        start = end = -1;
        field = "";
        int open = from;
        while ((open = open >= text.Length ? -1 : text.IndexOf("{{", open, StringComparison.Ordinal)) >= 0)
        {
            int close = text.IndexOf('}', open);
            if (close < 0)
            {
                return false;
            }

            int inner = text.LastIndexOf("{{", close, close - open + 1, StringComparison.Ordinal);
            string name = text.Substring(inner + 2, close - inner - 2).Trim();
            if (name.Length > 0 && close + 1 < text.Length && text[close + 1] == '}')
            {
                (start, end, field) = (inner, close + 2, name);
                return true;
            }

            open = close;
        }

        return false;
    }

    /// <summary>Each field of a text once, in order.</summary>
    public static IReadOnlyList<string> FieldsOf(string text)
    {
        var fields = new List<string>();
        for (int from = 0; TryFind(text, from, out _, out int end, out string field); from = end)
        {
            if (!fields.Contains(field))
            {
                fields.Add(field);
            }
        }

        return fields;
    }
}
