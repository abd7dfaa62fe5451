using EqlPS.Ast;
using EqlPS.Diagnostics;
using EqlPS.Parsing;
using EqlPS.Tests.Support;

namespace EqlPS.Tests.Parsing;

/// <summary>What the parsing tests share: case files in which <c>␤</c> is a line end, and diagnostics as one line of text.</summary>
internal static class ParsingCases
{
    private const string LineEnd = "␤";

    public static IEnumerable<object[]> Rows(string name) =>
        CaseFile.Rows(name).Select(row => new object[] { row[0], Unfold((string)row[1]), Unfold((string)row[2]) });

    /// <summary>The tree of a text that must parse without a diagnostic.</summary>
    public static Query Tree(string text)
    {
        ParseResult result = EqlParser.Parse(text);
        Assert.True(result.Diagnostics.Count == 0, DiagnosticFormatter.Format(text, result.Diagnostics));
        return Assert.IsType<Query>(result.Query);
    }

    /// <summary>All diagnostics as <c>line:column Code: message</c>, parted by <c> ¦ </c>; warnings are marked.</summary>
    public static string Text(string query, IReadOnlyList<Diagnostic> diagnostics)
    {
        var source = new SourceText(query);
        return string.Join(" ¦ ", diagnostics.Select(diagnostic =>
        {
            LinePosition position = source.PositionOf(diagnostic.Span.Start);
            string mark = diagnostic.Severity == DiagnosticSeverity.Warning ? " (warning)" : string.Empty;
            return FormattableString.Invariant($"{position.Line}:{position.Column} {diagnostic}{mark}");
        }));
    }

    private static string Unfold(string text) => text.Replace(LineEnd, "\n");
}
