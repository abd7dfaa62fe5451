using EqlPS.Diagnostics;

namespace EqlPS.Analysis.Bound;

/// <summary>An expression whose names are resolved and whose type is known as far as it can be.</summary>
internal abstract class BoundExpression(TextSpan span, EqlType type)
{
    /// <summary>The query text the expression came from.</summary>
    public TextSpan Span { get; } = span;

    public EqlType Type { get; } = type;
}
