using EqlPS.Evaluation.Scalars;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Evaluation.Conditions;

/// <summary>
/// A leaf over any expression: met if any combination of the values of its field occurrences makes it true. A missing field takes part
/// as null; a field that occurs twice is combined with itself.
/// </summary>
/// <param name="slots">The slot of each occurrence, in the order that <see cref="OccurrenceScalar"/> numbers them.</param>
/// <param name="expression">The expression over single values.</param>
[HotPath]
internal sealed class ExpressionCondition(int[] slots, Scalar expression) : Condition
{
    // Fields with thousands of values each would keep one event busy for ever.
    private const int MostCombinations = 4_000_000;
    private const int LeastCombinations = 1_000;

    public IReadOnlyList<int> Slots => slots;

    public Scalar Expression { get; } = expression;

    public override bool IsMet(EvaluationContext context)
    {
        EqlValue[] current = context.OccurrencesFor(slots.Length);
        bool isSingle = true;
        for (int i = 0; i < slots.Length; i++)
        {
            ref readonly EqlValue value = ref context.Field(slots[i]);
            isSingle &= value.Kind != EqlValueKind.List;
            current[i] = value.ItemAt(0);
        }

        return isSingle ? Expression.Evaluate(context).IsTrue : IsMetByAnyCombination(context, current);
    }

    private bool IsMetByAnyCombination(EvaluationContext context, EqlValue[] current)
    {
        // Every occurrence makes a trial dearer.
        int most = Math.Max(LeastCombinations, MostCombinations / slots.Length);
        int[] positions = context.PositionsFor(slots.Length);
        for (int tried = 0; tried < most; tried++)
        {
            if (Expression.Evaluate(context).IsTrue)
            {
                return true;
            }

            if (!MoveNext(context, current, positions))
            {
                return false;
            }
        }

        context.Faults.Add(FaultKind.TooManyCombinations);
        return false;
    }

    // Counts like an odometer whose wheels have as many teeth as the fields have values.
    private bool MoveNext(EvaluationContext context, EqlValue[] current, int[] positions)
    {
        for (int i = slots.Length - 1; i >= 0; i--)
        {
            ref readonly EqlValue value = ref context.Field(slots[i]);
            bool hasNext = positions[i] + 1 < value.Count;
            positions[i] = hasNext ? positions[i] + 1 : 0;
            current[i] = value.ItemAt(positions[i]);
            if (hasNext)
            {
                return true;
            }
        }

        return false;
    }
}
