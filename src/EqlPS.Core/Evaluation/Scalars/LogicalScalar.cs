using EqlPS.Values;

namespace EqlPS.Evaluation.Scalars;

/// <summary>Three-valued <c>and</c> or <c>or</c> inside an expression.</summary>
internal sealed class LogicalScalar(bool isOr, Scalar[] operands) : Scalar
{
    public override EqlValue Evaluate(EvaluationContext context)
    {
        bool hasNull = false;
        foreach (Scalar operand in operands)
        {
            EqlValue value = ToBoolean(operand.Evaluate(context), context.Faults);
            if (value.IsNull)
            {
                hasNull = true;
            }
            else if (value.IsTrue == isOr)
            {
                return EqlValue.From(isOr);
            }
        }

        return hasNull ? default : EqlValue.From(!isOr);
    }

    /// <summary>A boolean, or the boolean that text says; anything else is a fault and null.</summary>
    public static EqlValue ToBoolean(in EqlValue value, FaultCounter faults)
    {
        switch (value.Kind)
        {
            case EqlValueKind.Null or EqlValueKind.Boolean:
                return value;
            case EqlValueKind.Text when value.AsText() == "true":
                return EqlValue.True;
            case EqlValueKind.Text when value.AsText() == "false":
                return EqlValue.False;
            default:
                faults.Add(FaultKind.WrongType);
                return default;
        }
    }
}
