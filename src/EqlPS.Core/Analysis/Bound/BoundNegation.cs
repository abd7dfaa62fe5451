using EqlPS.Diagnostics;

namespace EqlPS.Analysis.Bound;

/// <summary>Unary minus.</summary>
internal sealed class BoundNegation(TextSpan span, BoundExpression operand) : BoundExpression(span, EqlType.Number)
{
    public BoundExpression Operand { get; } = operand;
}
