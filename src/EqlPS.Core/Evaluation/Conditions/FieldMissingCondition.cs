using EqlPS.Platform;

namespace EqlPS.Evaluation.Conditions;

/// <summary><c>field == null</c>.</summary>
[HotPath]
internal sealed class FieldMissingCondition(int slot) : Condition
{
    public int Slot { get; } = slot;

    public override bool IsMet(EvaluationContext context) => context.Field(Slot).IsNull;
}
