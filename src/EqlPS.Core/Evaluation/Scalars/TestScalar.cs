using EqlPS.Evaluation.Tests;
using EqlPS.Values;

namespace EqlPS.Evaluation.Scalars;

/// <summary>A test of a value inside an expression; null for null.</summary>
internal sealed class TestScalar(Scalar operand, ValueTest test) : Scalar
{
    public override EqlValue Evaluate(EvaluationContext context)
    {
        EqlValue value = operand.Evaluate(context);
        return value.IsNull ? default : EqlValue.From(test.Passes(value, context.Faults));
    }
}
