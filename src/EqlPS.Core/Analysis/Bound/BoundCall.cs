using EqlPS.Diagnostics;
using EqlPS.Functions;

namespace EqlPS.Analysis.Bound;

/// <summary>A call of a function, or a number operator written as one.</summary>
internal sealed class BoundCall(TextSpan span, FunctionDefinition function, bool ignoresCase, IReadOnlyList<BoundExpression> arguments)
    : BoundExpression(span, function.Result)
{
    public FunctionDefinition Function { get; } = function;

    public bool IgnoresCase { get; } = ignoresCase;

    public IReadOnlyList<BoundExpression> Arguments { get; } = arguments;
}
