using EqlPS.Functions;
using EqlPS.Values;

namespace EqlPS.Evaluation.Scalars;

/// <summary>Unary minus.</summary>
internal sealed class NegationScalar(Scalar operand) : Scalar
{
    // The one unsigned number whose negative fits 64 bits with sign.
    private const ulong SmallestMagnitude = 1UL << 63;

    public override EqlValue Evaluate(EvaluationContext context)
    {
        EqlValue value = operand.Evaluate(context);
        switch (value.Kind)
        {
            case EqlValueKind.Null:
                return default;
            case EqlValueKind.Double:
                return EqlValue.From(-value.AsDouble());
            case EqlValueKind.UnsignedInteger when value.AsUnsigned() == SmallestMagnitude:
                return EqlValue.From(long.MinValue);
            case EqlValueKind.Integer or EqlValueKind.UnsignedInteger:
                return EqlArithmetic.Apply(Arithmetic.Subtract, '-', EqlValue.From(0L), value, context.Faults);
            default:
                context.Faults.Add(FaultKind.WrongType);
                return default;
        }
    }
}
