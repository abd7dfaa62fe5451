using EqlPS.Analysis.Bound;
using EqlPS.Ast;
using EqlPS.Diagnostics;
using EqlPS.Parsing;

namespace EqlPS.Analysis;

/// <summary>
/// Turns a syntax tree into a bound query: names and types resolved, constants folded, structure checked. Reports all problems at once.
/// </summary>
internal static class Analyzer
{
    public static AnalysisResult Analyze(Query query, AnalysisOptions options)
    {
        var diagnostics = new DiagnosticBag();
        BoundQuery? bound = new QueryBinder(options, diagnostics).Bind(query);
        if (bound is not null && !diagnostics.HasErrors)
        {
            Verifier.Verify(bound, diagnostics);
        }

        // A shared join key is bound for every stage, and what is wrong with it found as often.
        Diagnostic[] distinct = diagnostics.InOrder().GroupBy(d => (d.Code, d.Span)).Select(g => g.First()).ToArray();
        return new AnalysisResult(diagnostics.HasErrors ? null : bound, distinct);
    }
}
