using System.Globalization;
using System.Text;

namespace EqlPS.Diagnostics;

/// <summary>Shows a diagnostic with its position, the source line and a caret line under the exact span.</summary>
public static class DiagnosticFormatter
{
    private const int WidestExcerpt = 120;

    /// <summary>All diagnostics of a query, one after the other, in order of position.</summary>
    public static string Format(string query, IEnumerable<Diagnostic> diagnostics)
    {
        var source = new SourceText(query);
        return string.Join("\n", diagnostics.OrderBy(d => d.Span.Start).Select(d => Format(source, d)));
    }

    private static string Format(SourceText source, Diagnostic diagnostic)
    {
        LinePosition position = source.PositionOf(diagnostic.Span.Start);
        string severity = diagnostic.Severity == DiagnosticSeverity.Error ? "error" : "warning";
        string line = source.LineText(position.Line);
        int column = position.Column - 1;

        // A query of one huge line is shown as the part around the span.
        int first = line.Length <= WidestExcerpt ? 0 : Math.Max(0, Math.Min(column - (WidestExcerpt / 3), line.Length - WidestExcerpt));
        string excerpt = Visible(line.Substring(first, Math.Min(WidestExcerpt, line.Length - first)));
        int indent = Math.Min(column - first, excerpt.Length);
        int width = Math.Max(1, Math.Min(diagnostic.Span.Length, excerpt.Length - indent));

        return new StringBuilder()
            .Append(FormattableString.Invariant($"line {position.Line}:{position.Column}: "))
            .Append($"{severity} {diagnostic.Code}: {diagnostic.Message}")
            .Append("\n  ").Append(excerpt)
            .Append("\n  ").Append(' ', indent).Append('^', width)
            .ToString();
    }

    // Tabs would move the caret; control and bidirectional characters would hide what stands there.
    private static string Visible(string text)
    {
        var visible = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            UnicodeCategory category = CharUnicodeInfo.GetUnicodeCategory(c);
            visible.Append(c == '\t' ? ' ' : category is UnicodeCategory.Control or UnicodeCategory.Format ? '\uFFFD' : c);
        }

        return visible.ToString();
    }
}
