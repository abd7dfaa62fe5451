using EqlPS.Analysis.Bound;
using EqlPS.Compilation;
using EqlPS.Diagnostics;
using EqlPS.Evaluation;
using EqlPS.Parsing;
using EqlPS.Values;

namespace EqlPS.Analysis;

/// <summary>Replaces an expression over constants by its value, and one that a constant null makes null by null.</summary>
internal sealed class ConstantFolder(AnalysisOptions options, DiagnosticBag diagnostics)
{
    /// <summary>
    /// A constant, or the expression itself when it depends on the event. A fault gives null and a warning; under compatibility an
    /// error, since Elasticsearch fails the request.
    /// </summary>
    public BoundExpression Fold(BoundExpression expression)
    {
        IReadOnlyList<BoundExpression> children = ChildrenOf(expression);
        for (int i = 0; i < children.Count; i++)
        {
            if (children[i] is BoundConstant { IsNull: true } && !AcceptsNull(expression, i))
            {
                return new BoundConstant(expression.Span, EqlValue.Null);
            }
        }

        return children.All(c => c is BoundConstant) ? Evaluate(expression) : expression;
    }

    private static IReadOnlyList<BoundExpression> ChildrenOf(BoundExpression expression) => expression switch
    {
        BoundCall call => call.Arguments,
        BoundNegation negation => [negation.Operand],
        BoundComparison comparison => [comparison.Left, comparison.Right],
        BoundIn membership => [membership.Operand, .. membership.Items],
        BoundPattern pattern => [pattern.Operand, .. pattern.Others],
        BoundLogical logical => logical.Operands,
        BoundNot not => [not.Operand],
        _ => throw new InvalidOperationException($"{expression.GetType().Name} is not folded"),
    };

    private static bool AcceptsNull(BoundExpression expression, int index) =>
        expression is BoundLogical || (expression is BoundCall call && call.Function.ParameterAt(index).AcceptsNull);

    private BoundConstant Evaluate(BoundExpression expression)
    {
        var faults = new FaultCounter();
        EqlValue value = ScalarCompiler.EvaluateConstant(expression, options.Now, faults);

        // Two 32-bit constants are 32-bit arithmetic in Elasticsearch.
        if (expression is BoundCall { Function.Symbol: not null } call && value.Kind == EqlValueKind.Integer
            && call.Arguments.All(a => IsNarrow(((BoundConstant)a).Value)) && !IsNarrow(value))
        {
            value = EqlValue.Null;
            faults.Add(FaultKind.NumberOverflow);
        }

        if (faults.Total > 0)
        {
            FaultKind kind = Enum.GetValues(typeof(FaultKind)).Cast<FaultKind>().First(k => faults.CountOf(k) > 0);
            // Values of different types compare to null in Elasticsearch; every other fault fails its request.
            if (options.IsElasticsearchCompatible && kind != FaultKind.IncomparableTypes)
            {
                diagnostics.Error(DiagnosticCode.ConstantFault, expression.Span, FaultTexts.Of(kind));
            }
            else
            {
                diagnostics.Warning(DiagnosticCode.ConstantFault, expression.Span, FaultTexts.Of(kind));
            }
        }

        return new BoundConstant(expression.Span, value);
    }

    private static bool IsNarrow(in EqlValue value) =>
        value.Kind == EqlValueKind.Integer && value.AsInteger() is >= int.MinValue and <= int.MaxValue;
}
