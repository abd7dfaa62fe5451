using EqlPS.Evaluation.Tests;
using EqlPS.Values;

namespace EqlPS.Evaluation.Scalars;

/// <summary>A pattern predicate over an expression: constant patterns first, then values compared without regard to case.</summary>
/// <param name="operand">What is tested.</param>
/// <param name="takesAnyType">The operand is a field, whose numbers and booleans are taken in their text form.</param>
/// <param name="patterns">The constant patterns, or null.</param>
/// <param name="others">Computed values to be equal to.</param>
internal sealed class PatternScalar(Scalar operand, bool takesAnyType, ValueTest? patterns, Scalar[] others) : Scalar
{
    public override EqlValue Evaluate(EvaluationContext context)
    {
        EqlValue value = operand.Evaluate(context);
        if (value.IsNull)
        {
            return default;
        }

        if (!takesAnyType && value.Kind is not (EqlValueKind.Text or EqlValueKind.Ip or EqlValueKind.Version))
        {
            context.Faults.Add(FaultKind.WrongType);
            return default;
        }

        if (patterns is not null && patterns.Passes(value, context.Faults))
        {
            return EqlValue.True;
        }

        foreach (Scalar other in others)
        {
            if (MembershipScalar.EqualsIgnoringCase(value, other.Evaluate(context)))
            {
                return EqlValue.True;
            }
        }

        return EqlValue.False;
    }
}
