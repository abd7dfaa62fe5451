using EqlPS.Diagnostics;
using EqlPS.Ast;
using EqlPS.Patterns;

namespace EqlPS.Analysis.Bound;

/// <summary><c>operand : patterns</c> and its like.</summary>
internal sealed class BoundPattern(
    TextSpan span,
    BoundExpression operand,
    PatternOperator @operator,
    IReadOnlyList<string> patterns,
    IReadOnlyList<BoundExpression> others,
    RegexPattern? regex)
    : BoundExpression(span, EqlType.Boolean)
{
    public BoundExpression Operand { get; } = operand;

    public PatternOperator Operator { get; } = @operator;

    /// <summary>The constant patterns.</summary>
    public IReadOnlyList<string> Patterns { get; } = patterns;

    /// <summary>Fields and expressions compared without regard to case, in which <c>*</c> and <c>?</c> mean nothing.</summary>
    public IReadOnlyList<BoundExpression> Others { get; } = others;

    /// <summary>The constant patterns of <c>regex</c> and <c>regex~</c> as one expression; null for other operators.</summary>
    public RegexPattern? Regex { get; } = regex;
}
