using EqlPS.Analysis.Bound;
using EqlPS.Compilation;
using EqlPS.Evaluation;
using EqlPS.Evaluation.Scalars;
using EqlPS.Execution;
using EqlPS.Values;

namespace EqlPS.Search;

/// <summary>Compiles the arguments of pipes to functions of a result.</summary>
internal static class ResultExpressions
{
    /// <summary>The values of a result. A field with several values is taken whole; in an expression its first value counts.</summary>
    public static Func<EqlResult, EqlValue>[] Values(
        IReadOnlyList<BoundExpression> expressions, EqlQuery query, FaultCounter faults, CancellationToken cancellation)
    {
        var fields = new FieldTable();
        Func<EvaluationContext, EqlValue>[] values = expressions.Select(e => Value(e, query, fields)).ToArray();

        // One reader for all of them: it reads a result once, however many values are asked of it.
        var reader = new ResultFieldReader(fields, faults, cancellation);
        return Array.ConvertAll(values, value => (Func<EqlResult, EqlValue>)(result => value(reader.Read(result))));
    }

    private static Func<EvaluationContext, EqlValue> Value(BoundExpression expression, EqlQuery query, FieldTable fields)
    {
        if (expression is BoundField field)
        {
            int slot = fields.SlotOf(field.Path);
            return context => context.Field(slot);
        }

        var compiler = new ScalarCompiler(query.Now);
        Scalar scalar = compiler.Compile(expression);
        int[] slots = compiler.Occurrences.Select(fields.SlotOf).ToArray();
        return context =>
        {
            EqlValue[] occurrences = context.OccurrencesFor(slots.Length);
            for (int i = 0; i < slots.Length; i++)
            {
                occurrences[i] = context.Field(slots[i]).ItemAt(0);
            }

            return scalar.Evaluate(context);
        };
    }
}
