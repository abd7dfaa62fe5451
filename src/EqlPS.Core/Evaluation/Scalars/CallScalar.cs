using EqlPS.Functions;
using EqlPS.Values;

namespace EqlPS.Evaluation.Scalars;

/// <summary>A call of a function: null and type rules first, then the function itself.</summary>
internal sealed class CallScalar(FunctionDefinition function, bool ignoresCase, Scalar[] arguments) : Scalar
{
    public override EqlValue Evaluate(EvaluationContext context)
    {
        int pushed = 0;
        bool isNull = false;
        for (; pushed < arguments.Length && !isNull; pushed++)
        {
            EqlValue argument = arguments[pushed].Evaluate(context);
            ParameterDefinition parameter = function.ParameterAt(pushed);
            isNull = argument.IsNull ? !parameter.AcceptsNull : !TryFit(ref argument, parameter.Type, context.Faults);
            context.Push(argument);
        }

        EqlValue result = isNull ? default : function.Body(context.Arguments(pushed), ignoresCase, context.Faults);
        context.Pop(pushed);
        return result;
    }

    private static bool TryFit(ref EqlValue argument, ParameterType type, FaultCounter faults)
    {
        if (type is ParameterType.Text or ParameterType.CidrBlock && argument.Kind is EqlValueKind.Ip or EqlValueKind.Version)
        {
            argument = EqlValue.From(TextForm.Of(argument));
        }

        bool fits = type switch
        {
            ParameterType.Text or ParameterType.CidrBlock => argument.Kind == EqlValueKind.Text,
            ParameterType.Number => argument.IsNumber,
            ParameterType.WholeNumber => argument.Kind == EqlValueKind.Integer,
            ParameterType.Boolean => argument.Kind == EqlValueKind.Boolean,
            _ => true,
        };
        if (!fits)
        {
            faults.Add(FaultKind.WrongType);
        }

        return fits;
    }
}
