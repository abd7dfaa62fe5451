using EqlPS.Ast;

namespace EqlPS.Analysis;

/// <summary>Lists the fields that a query names.</summary>
internal static class FieldCollector
{
    /// <summary>
    /// The paths of all fields in conditions, join keys and pipes, each once, and the category field where a category is asked for. What is
    /// a column behind a pipe is listed too: an event may have a field of that name.
    /// </summary>
    public static IReadOnlyCollection<string> Collect(Query query, string categoryField)
    {
        var paths = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Stack<Expression>();
        foreach (EventFilter filter in Filters(query.Body, pending))
        {
            pending.Push(filter.Condition);
            if (filter.Category is not null)
            {
                paths.Add(categoryField);
            }
        }

        PushAll(pending, query.Pipes.SelectMany(p => p.Arguments));
        while (pending.Count > 0)
        {
            Expression expression = pending.Pop();
            if (expression is FieldExpression field)
            {
                paths.Add(PipeScope.TrySplit(field.Path, out _, out string inner) ? inner : field.Path);
            }
            else
            {
                PushAll(pending, ChildrenOf(expression));
            }
        }

        return paths;
    }

    // Join keys go straight to what is pending.
    private static IEnumerable<EventFilter> Filters(QueryBody body, Stack<Expression> pending)
    {
        (IEnumerable<Expression> shared, IEnumerable<Stage> stages) = body switch
        {
            SequenceQuery { Until: null } sequence => (sequence.SharedKeys, sequence.Stages),
            SequenceQuery sequence => (sequence.SharedKeys, [.. sequence.Stages, sequence.Until]),
            SampleQuery sample => ((IEnumerable<Expression>)sample.SharedKeys, (IEnumerable<Stage>)sample.Stages),
            _ => ([], []),
        };
        PushAll(pending, shared.Concat(stages.SelectMany(s => s.Keys)));
        return body is EventQuery events ? [events.Filter] : stages.Select(s => s.Filter);
    }

    private static IEnumerable<Expression> ChildrenOf(Expression expression) => expression switch
    {
        LogicalExpression logical => logical.Operands,
        NotExpression not => [not.Operand],
        SignExpression sign => [sign.Operand],
        ComparisonExpression comparison => [comparison.Left, comparison.Right],
        InExpression membership => [membership.Operand, .. membership.Items],
        PatternExpression pattern => [pattern.Operand, .. pattern.Patterns],
        ArithmeticExpression arithmetic => [arithmetic.First, .. arithmetic.Terms.Select(t => t.Operand)],
        CallExpression call => call.Arguments,
        _ => [],
    };

    private static void PushAll(Stack<Expression> pending, IEnumerable<Expression> expressions)
    {
        foreach (Expression expression in expressions)
        {
            pending.Push(expression);
        }
    }
}
