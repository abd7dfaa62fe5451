namespace EqlPS.Tests.Patterns;

/// <summary>The input column of a pattern case: pattern, text and case mode.</summary>
internal sealed record PatternCase(string Pattern, string Text, bool IgnoreCase)
{
    public static PatternCase Parse(string input)
    {
        string[] columns = input.Split('‖');
        return columns.Length is 2 or 3
            ? new PatternCase(Decode(columns[0]), Decode(columns[1]), columns.Length == 3 && columns[2].Trim() == "i")
            : throw new InvalidDataException($"a case is pattern ‖ text, perhaps ‖ i: {input}");
    }

    private static string Decode(string column)
    {
        string text = column.Trim();
        return text == "ε" ? "" : text.Replace('⏎', '\n').Replace('␉', '\t').Replace('␠', ' ');
    }
}
