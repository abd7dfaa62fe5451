using EqlPS.Analysis.Bound;

namespace EqlPS.Explanation;

/// <summary>Finds what a test is about: the fields it reads, and the calls and sums among its operands.</summary>
internal static class OperandFinder
{
    /// <summary>The operands in the order of the query, outer ones before those they consist of.</summary>
    public static IEnumerable<BoundExpression> Find(BoundExpression test)
    {
        // A stack of its own: long sums nest as deep as they are long.
        var open = new Stack<BoundExpression>();
        open.Push(test);
        while (open.Count > 0)
        {
            BoundExpression expression = open.Pop();
            bool isValue = expression is BoundCall { Function.Result: not Analysis.EqlType.Boolean } or BoundNegation;
            if (expression is BoundField || (isValue && expression != test))
            {
                yield return expression;
            }

            foreach (BoundExpression part in PartsOf(expression).Reverse())
            {
                open.Push(part);
            }
        }
    }

    private static IEnumerable<BoundExpression> PartsOf(BoundExpression expression) => expression switch
    {
        BoundCall call => call.Arguments,
        BoundComparison comparison => [comparison.Left, comparison.Right],
        BoundIn membership => [membership.Operand, .. membership.Items],
        BoundPattern pattern => [pattern.Operand, .. pattern.Others],
        BoundNullTest test => [test.Operand],
        BoundNegation negation => [negation.Operand],
        BoundNot not => [not.Operand],
        BoundLogical logical => logical.Operands,
        _ => [],
    };
}
