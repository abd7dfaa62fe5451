using EqlPS.Diagnostics;

namespace EqlPS.Analysis.Bound;

/// <summary>A join key: a field, and whether events without a value take part.</summary>
/// <param name="Span">The query text of the key.</param>
/// <param name="Field">Null when the field is optional and does not exist, so that the key is null for every event.</param>
/// <param name="IsOptional">A null value is a key of its own; else an event without a value takes no part.</param>
internal sealed record BoundKey(TextSpan Span, BoundField? Field, bool IsOptional);
