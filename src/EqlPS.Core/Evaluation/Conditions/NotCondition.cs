using EqlPS.Platform;

namespace EqlPS.Evaluation.Conditions;

/// <summary>Negation of a condition, and so true where a field of it is missing.</summary>
[HotPath]
internal sealed class NotCondition(Condition operand) : Condition
{
    public Condition Operand { get; } = operand;

    public override bool IsMet(EvaluationContext context) => !Operand.IsMet(context);
}
