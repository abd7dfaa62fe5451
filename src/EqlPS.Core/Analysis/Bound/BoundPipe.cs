using EqlPS.Diagnostics;

namespace EqlPS.Analysis.Bound;

/// <summary>A pipe with its checked arguments.</summary>
/// <param name="Span">The query text.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Limit">The number of <c>head</c> and <c>tail</c>.</param>
/// <param name="Arguments">The keys, or the condition of <c>filter</c>.</param>
internal sealed record BoundPipe(TextSpan Span, PipeKind Kind, long Limit, IReadOnlyList<BoundExpression> Arguments);
