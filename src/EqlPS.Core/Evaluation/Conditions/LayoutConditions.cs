using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Evaluation.Conditions;

/// <summary>
/// Makes of conditions what is left of them for the events of one layout: parts that have the same answer for all of these are gone, and
/// what remains is ordered by cost. The simplified condition has the same answer as the whole one for every event of the layout.
/// </summary>
/// <param name="fields">Names the slots.</param>
/// <param name="layout">What the events have in common.</param>
[HotPath]
internal sealed class LayoutConditions(FieldTable fields, FieldLayout layout)
{
    private readonly ConditionCost _cost = new(fields);
    private readonly EvaluationContext _constants = new(fields.Count);

    /// <summary>The answer of a condition for every event of the layout; null if the events decide. Makes nothing, so is quick.</summary>
    public bool? AnswerOf(Condition condition) => condition switch
    {
        ConstantCondition constant => constant.Answer,
        FieldCondition field => Know(field.Slot) ? Ask(field) : null,
        FieldMissingCondition missing => Know(missing.Slot) ? Ask(missing) : null,
        ExpressionCondition expression => KnowAll(expression.Slots) ? Ask(expression) : null,
        NotCondition not => !AnswerOf(not.Operand),
        AllOfCondition all => AnswerOf(all.Parts, decisive: false),
        AnyOfCondition any => AnswerOf(any.Parts, decisive: true),

        // What is that deep is left as it is, so that this recursion has an end.
        _ => null,
    };

    /// <summary>What is left of a condition; a <see cref="ConstantCondition"/> if the layout decides it.</summary>
    public Condition Simplify(Condition condition) => AnswerOf(condition) is bool answer ? new ConstantCondition(answer)
        : condition switch
        {
            NotCondition not => SimplifyNot(not),
            AllOfCondition all => SimplifyParts(all, all.Parts, decisive: false),
            AnyOfCondition any => SimplifyParts(any, any.Parts, decisive: true),
            _ => condition,
        };

    private NotCondition SimplifyNot(NotCondition not)
    {
        Condition operand = Simplify(not.Operand);
        return operand == not.Operand ? not : new NotCondition(operand);
    }

    // A part with the decisive answer decides for all, and was asked for before; one with the other answer counts for nothing.
    private Condition SimplifyParts(Condition whole, IReadOnlyList<Condition> parts, bool decisive)
    {
        var left = new List<Condition>(parts.Count);
        foreach (Condition part in parts)
        {
            Condition simple = Simplify(part);
            if (!decisive && simple is AllOfCondition all)
            {
                left.AddRange(all.Parts);
            }
            else if (simple is not ConstantCondition)
            {
                left.Add(simple);
            }
        }

        if (left.Count == 1)
        {
            return left[0];
        }

        Condition[] sorted = _cost.Sorted(left);
        return sorted.SequenceEqual(parts) ? whole : decisive ? new AnyOfCondition(sorted) : new AllOfCondition(sorted);
    }

    private bool? AnswerOf(IReadOnlyList<Condition> parts, bool decisive)
    {
        bool isKnown = true;
        for (int i = 0; i < parts.Count; i++)
        {
            bool? answer = AnswerOf(parts[i]);
            if (answer == decisive)
            {
                return decisive;
            }

            isKnown &= answer is not null;
        }

        return isKnown ? !decisive : null;
    }

    private bool KnowAll(IReadOnlyList<int> slots)
    {
        for (int i = 0; i < slots.Count; i++)
        {
            if (!Know(slots[i]))
            {
                return false;
            }
        }

        return true;
    }

    private bool Know(int slot)
    {
        if (!layout.IsConstant(slot, out EqlValue value))
        {
            return false;
        }

        _constants.Set(slot, value);
        return true;
    }

    // A leaf that finds fault with a constant does so for every event, which is counted.
    private bool? Ask(Condition leaf)
    {
        long faults = _constants.Faults.Total;
        bool answer = leaf.IsMet(_constants);
        return _constants.Faults.Total == faults ? answer : null;
    }
}
