using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Evaluation.Scalars;

/// <summary>Stands at every so many levels of a deep expression and looks after the stack, so that no level between has to.</summary>
internal sealed class DeepScalar(Scalar inner) : Scalar
{
    /// <summary>How many levels of an expression or condition do without a look at the stack.</summary>
    public const int Interval = 32;

    public override EqlValue Evaluate(EvaluationContext context) =>
        StackGuard.HasRoom ? inner.Evaluate(context) : StackGuard.OnFreshStack(inner.Evaluate, context);
}
