using EqlPS.Diagnostics;

namespace EqlPS.Analysis.Bound;

/// <summary>What an event must be to pass: its category, and a condition.</summary>
/// <param name="Span">The query text.</param>
/// <param name="Category">The value the category field must have, or null for any event.</param>
/// <param name="CategoryField">The field to look at; null when <paramref name="Category"/> is.</param>
/// <param name="Condition">A boolean expression or constant; constant null selects nothing.</param>
internal sealed record BoundFilter(TextSpan Span, string? Category, BoundField? CategoryField, BoundExpression Condition);
