using EqlPS.Values;

namespace EqlPS.Evaluation.Scalars;

/// <summary>Three-valued negation.</summary>
internal sealed class NotScalar(Scalar operand) : Scalar
{
    public override EqlValue Evaluate(EvaluationContext context)
    {
        EqlValue value = LogicalScalar.ToBoolean(operand.Evaluate(context), context.Faults);
        return value.IsNull ? default : EqlValue.From(!value.IsTrue);
    }
}
