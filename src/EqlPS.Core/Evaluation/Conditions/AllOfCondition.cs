using EqlPS.Platform;

namespace EqlPS.Evaluation.Conditions;

/// <summary>Conjunction: stops at the first part that is not met.</summary>
[HotPath]
internal sealed class AllOfCondition(Condition[] parts) : Condition
{
    public IReadOnlyList<Condition> Parts => parts;

    public override bool IsMet(EvaluationContext context)
    {
        foreach (Condition part in parts)
        {
            if (!part.IsMet(context))
            {
                return false;
            }
        }

        return true;
    }
}
