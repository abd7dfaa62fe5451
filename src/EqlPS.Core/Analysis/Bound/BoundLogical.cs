using EqlPS.Diagnostics;

namespace EqlPS.Analysis.Bound;

/// <summary>A run of <c>and</c> or of <c>or</c>.</summary>
internal sealed class BoundLogical(TextSpan span, bool isOr, IReadOnlyList<BoundExpression> operands)
    : BoundExpression(span, EqlType.Boolean)
{
    public bool IsOr { get; } = isOr;

    public IReadOnlyList<BoundExpression> Operands { get; } = operands;
}
