namespace EqlPS.Analysis.Bound;

/// <summary>Lists the fields of bound expressions.</summary>
internal static class BoundFields
{
    /// <summary>Each field of a stage's join keys and condition, wherever it stands there, in no particular order.</summary>
    public static IEnumerable<BoundField> Of(BoundStage stage)
    {
        var pending = new Stack<BoundExpression>(stage.Keys.Select(k => k.Field).OfType<BoundExpression>());
        pending.Push(stage.Filter.Condition);
        return Of(pending);
    }

    /// <summary>Each field of an expression, likewise.</summary>
    public static IEnumerable<BoundField> Of(BoundExpression expression) => Of(new Stack<BoundExpression>([expression]));

    private static IEnumerable<BoundField> Of(Stack<BoundExpression> pending)
    {
        while (pending.Count > 0)
        {
            BoundExpression expression = pending.Pop();
            if (expression is BoundField field)
            {
                yield return field;
            }

            foreach (BoundExpression child in ChildrenOf(expression))
            {
                pending.Push(child);
            }
        }
    }

    private static IEnumerable<BoundExpression> ChildrenOf(BoundExpression expression) => expression switch
    {
        BoundLogical logical => logical.Operands,
        BoundNot not => [not.Operand],
        BoundNegation negation => [negation.Operand],
        BoundComparison comparison => [comparison.Left, comparison.Right],
        BoundNullTest test => [test.Operand],
        BoundIn membership => [membership.Operand, .. membership.Items],
        BoundPattern pattern => [pattern.Operand, .. pattern.Others],
        BoundCall call => call.Arguments,
        _ => [],
    };
}
