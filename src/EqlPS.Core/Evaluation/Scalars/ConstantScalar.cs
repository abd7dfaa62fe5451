using EqlPS.Values;

namespace EqlPS.Evaluation.Scalars;

/// <summary>A value known before the query runs.</summary>
internal sealed class ConstantScalar(EqlValue value) : Scalar
{
    public override EqlValue Evaluate(EvaluationContext context) => value;
}
