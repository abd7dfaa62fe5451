using EqlPS.Functions;
using EqlPS.Values;

namespace EqlPS.Evaluation.Scalars;

/// <summary>A run of number operators from left to right, <c>a + b - c</c>: a loop, since thousands of them may stand in a row.</summary>
/// <param name="first">The first operand.</param>
/// <param name="functions">The operators, each with the operand of the same index.</param>
/// <param name="operands">The right operands.</param>
internal sealed class ArithmeticScalar(Scalar first, FunctionDefinition[] functions, Scalar[] operands) : Scalar
{
    public override EqlValue Evaluate(EvaluationContext context)
    {
        EqlValue result = first.Evaluate(context);
        for (int i = 0; i < operands.Length && IsNumber(result, context); i++)
        {
            EqlValue operand = operands[i].Evaluate(context);
            if (!IsNumber(operand, context))
            {
                return default;
            }

            context.Push(result);
            context.Push(operand);
            result = functions[i].Body(context.Arguments(2), false, context.Faults);
            context.Pop(2);
        }

        return result.IsNumber ? result : default;
    }

    private static bool IsNumber(in EqlValue value, EvaluationContext context)
    {
        if (!value.IsNumber && !value.IsNull)
        {
            context.Faults.Add(FaultKind.WrongType);
        }

        return value.IsNumber;
    }
}
