using EqlPS.Diagnostics;

namespace EqlPS.Analysis.Bound;

/// <summary><c>operand == null</c>; its negation is <c>operand != null</c>.</summary>
internal sealed class BoundNullTest(TextSpan span, BoundExpression operand) : BoundExpression(span, EqlType.Boolean)
{
    public BoundExpression Operand { get; } = operand;
}
