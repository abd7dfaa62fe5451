using EqlPS.Analysis.Bound;
using EqlPS.Ast;
using EqlPS.Compilation;
using EqlPS.Evaluation;
using EqlPS.Evaluation.Conditions;
using EqlPS.Evaluation.Scalars;
using EqlPS.Execution;
using EqlPS.Values;

namespace EqlPS.Tests.Hunting.Twin;

/// <summary>
/// A stage whose condition is tested leaf by leaf in the general form, each time anew, and whose keys are combined one by one.
/// </summary>
internal sealed class SlowStage
{
    private readonly int _definition;
    private readonly Func<EvaluationContext, bool> _condition;
    private readonly int[] _keySlots;
    private readonly bool[] _isOptional;

    /// <param name="stage">What is tested.</param>
    /// <param name="definition">Its number in its query, or <see cref="StageHit.Until"/>.</param>
    /// <param name="fields">Receives its fields.</param>
    /// <param name="now">What <c>now</c> means in it.</param>
    public SlowStage(BoundStage stage, int definition, FieldTable fields, Timestamp now)
    {
        _definition = definition;
        Func<EvaluationContext, bool> rest = Compile(stage.Filter.Condition, fields, now);
        _condition = rest;
        if (stage.Filter.Category is string name)
        {
            var isOf = new BoundComparison(
                stage.Filter.Span, stage.Filter.CategoryField!, ComparisonOperator.Equal,
                new BoundConstant(stage.Filter.Span, EqlValue.From(name)));
            Func<EvaluationContext, bool> category = Compile(isOf, fields, now);
            _condition = context => category(context) && rest(context);
        }

        _keySlots = stage.Keys.Select(k => k.Field is null ? -1 : fields.SlotOf(k.Field.Path)).ToArray();
        _isOptional = stage.Keys.Select(k => k.IsOptional).ToArray();
    }

    /// <summary>Adds a hit for each key that the event has here, if it satisfies the condition.</summary>
    /// <param name="context">Holds nothing but the event's fields.</param>
    /// <param name="values">Gives the value of a slot.</param>
    /// <param name="hits">Receives the hits.</param>
    public void Test(EvaluationContext context, Func<int, EqlValue> values, List<StageHit> hits)
    {
        if (!_condition(context))
        {
            return;
        }

        IEnumerable<EqlValue[]> combinations = [[]];
        for (int i = 0; i < _keySlots.Length; i++)
        {
            EqlValue[] items = Items(_keySlots[i] < 0 ? EqlValue.Null : values(_keySlots[i]));
            if (items.Length == 0 && _isOptional[i])
            {
                items = [EqlValue.Null];
            }

            combinations = combinations.SelectMany(before => items.Select(item => (EqlValue[])[.. before, item])).ToArray();
        }

        hits.AddRange(combinations.Select(c => new JoinKey(c)).Distinct().Select(key => new StageHit(_definition, key)));
    }

    private static EqlValue[] Items(EqlValue value)
    {
        var items = new EqlValue[value.Count];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = value.ItemAt(i);
        }

        return items;
    }

    private static Func<EvaluationContext, bool> Compile(BoundExpression expression, FieldTable fields, Timestamp now)
    {
        switch (expression)
        {
            case BoundNot not:
                Func<EvaluationContext, bool> operand = Compile(not.Operand, fields, now);
                return context => !operand(context);
            case BoundLogical logical:
                Func<EvaluationContext, bool>[] operands = logical.Operands.Select(o => Compile(o, fields, now)).ToArray();
                return logical.IsOr
                    ? context => Array.Exists(operands, o => o(context))
                    : context => Array.TrueForAll(operands, o => o(context));
            default:
                var compiler = new ScalarCompiler(now);
                Scalar scalar = compiler.Compile(expression);
                return new ExpressionCondition(compiler.Occurrences.Select(fields.SlotOf).ToArray(), scalar).IsMet;
        }
    }
}
