using EqlPS.Platform;

namespace EqlPS.Evaluation.Conditions;

/// <summary>
/// Stands at every so many levels of a deep condition and looks after the stack, as <see cref="Scalars.DeepScalar"/> does.
/// </summary>
internal sealed class DeepCondition(Condition inner) : Condition
{
    public Condition Inner { get; } = inner;

    public override bool IsMet(EvaluationContext context) =>
        StackGuard.HasRoom ? Inner.IsMet(context) : StackGuard.OnFreshStack(Inner.IsMet, context);
}
