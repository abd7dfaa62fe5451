using EqlPS.Diagnostics;
using EqlPS.Ast;

namespace EqlPS.Analysis.Bound;

/// <summary>A comparison; a constant stands on the right if one side is constant.</summary>
internal sealed class BoundComparison(TextSpan span, BoundExpression left, ComparisonOperator @operator, BoundExpression right)
    : BoundExpression(span, EqlType.Boolean)
{
    public BoundExpression Left { get; } = left;

    public ComparisonOperator Operator { get; } = @operator;

    public BoundExpression Right { get; } = right;
}
