using EqlPS.Analysis.Bound;
using EqlPS.Diagnostics;

namespace EqlPS.Analysis;

/// <summary>The outcome of analysis: a bound query unless there are errors, and everything found.</summary>
internal sealed record AnalysisResult(BoundQuery? Query, IReadOnlyList<Diagnostic> Diagnostics);
