using EqlPS.Diagnostics;

namespace EqlPS.Analysis.Bound;

/// <summary><c>not operand</c>.</summary>
internal sealed class BoundNot(TextSpan span, BoundExpression operand) : BoundExpression(span, EqlType.Boolean)
{
    public BoundExpression Operand { get; } = operand;
}
