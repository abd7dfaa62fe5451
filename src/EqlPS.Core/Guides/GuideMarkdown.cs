using System.Text;

namespace EqlPS.Guides;

/// <summary>Writes a guide with its entries as text: the title, and the query as code.</summary>
internal static class GuideMarkdown
{
    /// <param name="parts">The guide.</param>
    /// <param name="reader">Reads the entries.</param>
    /// <param name="isFilled">False if there is no alert, so that nothing is said of what it does not have.</param>
    /// <param name="entries">The entries met.</param>
    public static string Render(
        IReadOnlyList<GuidePart> parts, GuideEntryReader reader, bool isFilled, out IReadOnlyList<GuideEntry> entries)
    {
        var text = new StringBuilder();
        var met = new List<GuideEntry>();
        foreach (GuidePart part in parts)
        {
            if (part.Kind is null)
            {
                text.Append(part.Text);
                continue;
            }

            GuideEntry entry = reader.Read(part);
            met.Add(entry);
            Write(text, entry, part.Text, isFilled);
        }

        entries = met;
        return text.ToString();
    }

    private static void Write(StringBuilder text, GuideEntry entry, string source, bool isFilled)
    {
        text.Append(entry.Label.Length > 0 ? entry.Label : entry.Kind == GuideEntryKind.Osquery ? "Osquery" : "Investigate");
        if (entry.From is not null || entry.To is not null)
        {
            text.Append(" (").Append(entry.From ?? "").Append(" to ").Append(entry.To ?? "now").Append(')');
        }

        if (entry.Problem is not null)
        {
            text.Append(" (cannot be used: ").Append(entry.Problem).Append("):");
            WriteCode(text, source);
            return;
        }

        if (isFilled && !entry.IsResolved)
        {
            text.Append(" (not filled in: the alert has no usable ").Append(string.Join(", ", entry.Unresolved)).Append(')');
        }

        text.Append(':');
        WriteCode(text, entry.Query ?? entry.Template);
    }

    // A run of backticks that the code does not hold keeps what is in it from ending it; several lines need a block of their own, or an
    // empty one among them would end it.
    private static void WriteCode(StringBuilder text, string code)
    {
        int longest = 0;
        int run = 0;
        foreach (char c in code)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        if (code.IndexOf('\n') >= 0 || code.IndexOf('\r') >= 0)
        {
            string margin = "\n" + IndentationOf(text);
            string fence = margin + new string('`', Math.Max(longest + 1, 3));
            string lines = code.Replace("\r\n", "\n").Replace('\r', '\n').Replace("\n", margin);
            text.Append(fence).Append(margin).Append(lines).Append(fence);
            return;
        }

        string ticks = new('`', longest + 1);
        string blank = code.StartsWith("`", StringComparison.Ordinal) || code.EndsWith("`", StringComparison.Ordinal) ? " " : "";
        text.Append(' ').Append(ticks).Append(blank).Append(code).Append(blank).Append(ticks);
    }

    /// <summary>Blanks as wide as what stands before the words of the last line: indentation and the mark of a list item.</summary>
    private static string IndentationOf(StringBuilder text)
    {
        int start = text.Length;
        while (start > 0 && text[start - 1] != '\n')
        {
            start--;
        }

        int width = 0;
        while (start + width < text.Length && text[start + width] == ' ')
        {
            width++;
        }

        bool isItem = start + width + 1 < text.Length && text[start + width] is '-' or '*' && text[start + width + 1] == ' ';
        return new string(' ', Math.Min(width + (isItem ? 2 : 0), 40));
    }
}
