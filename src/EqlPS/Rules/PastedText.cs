namespace EqlPS.Rules;

/// <summary>Takes off a query what comes along when it is copied from a rule file, a guide or a chat.</summary>
internal static class PastedText
{
    private static readonly string[] Quotes = ["'''", "\"\"\""];

    /// <summary>The query itself: without a byte order mark, a code fence, and the <c>query = '''</c> of a rule file.</summary>
    public static string Clean(string text)
    {
        string clean = text.Trim().TrimStart('\uFEFF').Trim();
        if (clean.StartsWith("```", StringComparison.Ordinal))
        {
            int end = clean.IndexOf('\n');
            int last = clean.LastIndexOf("```", StringComparison.Ordinal);
            clean = end > 0 && last > end ? clean.Substring(end + 1, last - end - 1).Trim() : clean;
        }

        return WithoutAssignment(clean) ?? clean;
    }

    private static string? WithoutAssignment(string text)
    {
        string rest = text;
        if (rest.StartsWith("query", StringComparison.Ordinal) && rest.Substring(5).TrimStart().StartsWith("=", StringComparison.Ordinal))
        {
            rest = rest.Substring(rest.IndexOf('=') + 1).TrimStart();
        }

        foreach (string quote in Quotes)
        {
            if (rest.StartsWith(quote, StringComparison.Ordinal) && rest.LastIndexOf(quote, StringComparison.Ordinal) is int end
                && end >= quote.Length)
            {
                return rest.Substring(quote.Length, end - quote.Length).Trim();
            }
        }

        return null;
    }
}
