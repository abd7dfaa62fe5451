using EqlPS.Diagnostics;
using EqlPS.Schema;
using EqlPS.Tests.Parsing;

namespace EqlPS.Tests.Analysis;

/// <summary>Queries and what analysis says of them, with and without a mapping, with and without compatibility.</summary>
public sealed class AnalysisCaseTests
{
    public static IEnumerable<object[]> Cases => ParsingCases.Rows("analysis.cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void WhatIsWrongIsReportedWithItsSpan(int line, string input, string expected)
    {
        (string mode, string query) = Split(input);
        FieldSchema schema = mode.Contains('m')
            ? MappingReader.Read(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Cases", "analysis.mapping.json")), "@timestamp")
            : FieldSchema.Open("@timestamp");
        var options = new EqlQueryOptions { IsElasticsearchCompatible = mode.Contains('e') };

        bool isAccepted = EqlQuery.TryCreate(
            query, options, new SchemaSet([schema]), out EqlQuery? made, out IReadOnlyList<Diagnostic> diagnostics);

        string actual = diagnostics.Count == 0 ? "ok" : string.Join(" ¦ ", diagnostics.Select(d => Show(query, d)));
        Assert.True(expected == actual, $"analysis.cases:{line}: {actual}");
        Assert.Equal(isAccepted, made is not null);
        Assert.Equal(isAccepted, diagnostics.All(d => d.Severity == DiagnosticSeverity.Warning));
    }

    // The modes are letters before a bar: m for the mapping beside the cases, e for Elasticsearch's refusals.
    private static (string Mode, string Query) Split(string input)
    {
        int bar = input.IndexOf("│", StringComparison.Ordinal);
        return bar < 0 ? (string.Empty, input) : (input[..bar], input[(bar + 1)..].TrimStart());
    }

    private static string Show(string query, Diagnostic diagnostic)
    {
        LinePosition position = new SourceText(query).PositionOf(diagnostic.Span.Start);
        string mark = diagnostic.Severity == DiagnosticSeverity.Warning ? " (warning)" : string.Empty;
        return FormattableString.Invariant($"{position.Line}:{position.Column}+{diagnostic.Span.Length} {diagnostic}{mark}");
    }
}
