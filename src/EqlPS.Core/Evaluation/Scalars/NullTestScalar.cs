using EqlPS.Values;

namespace EqlPS.Evaluation.Scalars;

/// <summary>Whether an expression has no value.</summary>
internal sealed class NullTestScalar(Scalar operand) : Scalar
{
    public override EqlValue Evaluate(EvaluationContext context) => EqlValue.From(operand.Evaluate(context).IsNull);
}
