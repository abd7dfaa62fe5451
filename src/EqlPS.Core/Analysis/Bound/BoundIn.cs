using EqlPS.Diagnostics;

namespace EqlPS.Analysis.Bound;

/// <summary><c>operand in (items)</c>; the negated form is wrapped in <see cref="BoundNot"/>. Null items are gone.</summary>
internal sealed class BoundIn(TextSpan span, BoundExpression operand, IReadOnlyList<BoundExpression> items, bool ignoresCase)
    : BoundExpression(span, EqlType.Boolean)
{
    public BoundExpression Operand { get; } = operand;

    public IReadOnlyList<BoundExpression> Items { get; } = items;

    public bool IgnoresCase { get; } = ignoresCase;
}
