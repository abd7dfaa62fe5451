using EqlPS.Platform;

namespace EqlPS.Evaluation.Conditions;

/// <summary>Disjunction: stops at the first part that is met.</summary>
[HotPath]
internal sealed class AnyOfCondition(Condition[] parts) : Condition
{
    public IReadOnlyList<Condition> Parts => parts;

    public override bool IsMet(EvaluationContext context)
    {
        foreach (Condition part in parts)
        {
            if (part.IsMet(context))
            {
                return true;
            }
        }

        return false;
    }
}
