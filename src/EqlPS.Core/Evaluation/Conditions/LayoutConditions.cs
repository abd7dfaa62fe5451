using EqlPS.Values;

namespace EqlPS.Evaluation.Conditions;

/// <summary>
/// Makes of conditions what is left of them for the events of one layout: parts that have the same answer for all of these are gone, and
/// what remains is ordered by cost. The simplified condition has the same answer as the whole one for every event of the layout.
/// </summary>
/// <param name="fields">Names the slots.</param>
/// <param name="layout">What the events have in common.</param>
internal sealed class LayoutConditions(FieldTable fields, FieldLayout layout)
{
    private readonly ConditionCost _cost = new(fields);
    private readonly EvaluationContext _constants = new(fields.Count);

    /// <summary>What is left of a condition; a <see cref="ConstantCondition"/> if the layout decides it.</summary>
    public Condition Simplify(Condition condition) => condition switch
    {
        FieldCondition field => SimplifyLeaf(field, [field.Slot]),
        FieldMissingCondition missing => SimplifyLeaf(missing, [missing.Slot]),
        ExpressionCondition expression => SimplifyLeaf(expression, expression.Slots),
        NotCondition not => SimplifyNot(not),
        AllOfCondition all => SimplifyParts(all, all.Parts, decisive: false),
        AnyOfCondition any => SimplifyParts(any, any.Parts, decisive: true),

        // What is that deep is left as it is, so that this recursion has an end.
        _ => condition,
    };

    private Condition SimplifyNot(NotCondition not)
    {
        Condition operand = Simplify(not.Operand);
        return operand is ConstantCondition constant ? new ConstantCondition(!constant.Answer)
            : operand == not.Operand ? not
            : new NotCondition(operand);
    }

    // A part with the decisive answer decides for all; one with the other answer counts for nothing.
    private Condition SimplifyParts(Condition whole, IReadOnlyList<Condition> parts, bool decisive)
    {
        var left = new List<Condition>(parts.Count);
        foreach (Condition part in parts)
        {
            Condition simple = Simplify(part);
            if (simple is ConstantCondition constant)
            {
                if (constant.Answer == decisive)
                {
                    return constant;
                }
            }
            else if (!decisive && simple is AllOfCondition all)
            {
                left.AddRange(all.Parts);
            }
            else
            {
                left.Add(simple);
            }
        }

        if (left.Count < 2)
        {
            return left.Count == 0 ? new ConstantCondition(!decisive) : left[0];
        }

        Condition[] sorted = _cost.Sorted(left);
        return sorted.SequenceEqual(parts) ? whole : decisive ? new AnyOfCondition(sorted) : new AllOfCondition(sorted);
    }

    // A leaf that finds fault with a constant does so for every event, which is counted.
    private Condition SimplifyLeaf(Condition leaf, IReadOnlyList<int> slots)
    {
        foreach (int slot in slots)
        {
            if (!layout.IsConstant(slot, out EqlValue value))
            {
                return leaf;
            }

            _constants.Set(slot, value);
        }

        long faults = _constants.Faults.Total;
        bool answer = leaf.IsMet(_constants);
        return _constants.Faults.Total == faults ? new ConstantCondition(answer) : leaf;
    }
}
