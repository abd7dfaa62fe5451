using EqlPS.Ast;
using EqlPS.Diagnostics;

namespace EqlPS.Parsing;

/// <summary>What became of a query text: its tree, or why there is none.</summary>
/// <param name="Query">The tree; null if and only if a diagnostic is an error.</param>
/// <param name="Diagnostics">Everything found, in order of position.</param>
internal sealed record ParseResult(Query? Query, IReadOnlyList<Diagnostic> Diagnostics);
