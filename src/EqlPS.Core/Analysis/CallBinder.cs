using EqlPS.Analysis.Bound;
using EqlPS.Ast;
using EqlPS.Diagnostics;
using EqlPS.Functions;
using EqlPS.Parsing;
using EqlPS.Values;

namespace EqlPS.Analysis;

/// <summary>Finds the function of a call and checks its arguments against the function's row in the table.</summary>
internal sealed class CallBinder(AnalysisOptions options, DiagnosticBag diagnostics, ConstantFolder folder)
{
    public BoundExpression Bind(CallExpression source, IReadOnlyList<BoundExpression> arguments)
    {
        FunctionDefinition? function = FunctionTable.Find(source.Name);
        if (function is null)
        {
            string suggestion = diagnostics.WantsSuggestions
                ? Suggestions.For(source.Name, FunctionTable.All.Select(f => f.Name))
                : string.Empty;
            diagnostics.Error(DiagnosticCode.UnknownFunction, source.NameSpan, BoundText.Shown(source.Name), suggestion);
            return new BoundConstant(source.Span, EqlValue.Null);
        }

        bool isValid = CheckCaseForm(source, function) & CheckCount(source, function, arguments.Count);
        for (int i = 0; i < arguments.Count && (i < function.MaximumArguments || function.MaximumArguments is null); i++)
        {
            isValid &= CheckArgument(function, i, arguments[i]);
        }

        return isValid
            ? folder.Fold(new BoundCall(source.Span, function, source.IgnoresCase, arguments))
            : new BoundConstant(source.Span, EqlValue.Null);
    }

    private bool CheckCaseForm(CallExpression source, FunctionDefinition function)
    {
        if (!source.IgnoresCase || function.HasIgnoreCaseForm)
        {
            return true;
        }

        var tilde = new TextSpan(source.NameSpan.End - 1, 1);
        diagnostics.Error(DiagnosticCode.CaseInsensitiveFormUnsupported, tilde, function.Name);
        return false;
    }

    private bool CheckCount(CallExpression source, FunctionDefinition function, int count)
    {
        if (count >= function.MinimumArguments && (function.MaximumArguments is null || count <= function.MaximumArguments))
        {
            return true;
        }

        string expected = function.MaximumArguments is not int maximum ? $"{function.MinimumArguments} or more arguments"
            : maximum == function.MinimumArguments ? $"{maximum} argument{(maximum == 1 ? string.Empty : "s")}"
            : $"{function.MinimumArguments} or {maximum} arguments";
        diagnostics.Error(DiagnosticCode.ArgumentCount, source.Span, function.Name, expected, count);
        return false;
    }

    private bool CheckArgument(FunctionDefinition function, int index, BoundExpression argument)
    {
        ParameterDefinition parameter = function.ParameterAt(index);
        if (parameter.IsConstant && argument is not BoundConstant)
        {
            diagnostics.Error(
                DiagnosticCode.ArgumentNotConstant, argument.Span, OperatorNames.Ordinal(index), function.Name, BoundText.Of(argument));
            return false;
        }

        if (!Accepts(parameter.Type, argument))
        {
            diagnostics.Error(
                DiagnosticCode.ArgumentType, argument.Span, OperatorNames.Ordinal(index), function.Name, NameOf(parameter.Type),
                BoundText.Of(argument), BoundText.TypeOf(argument));
            return false;
        }

        if (parameter.Type == ParameterType.CidrBlock && argument is BoundConstant { IsNull: false } block
            && !CidrBlock.TryParse(block.Value.AsText().AsSpan(), out _))
        {
            diagnostics.Error(DiagnosticCode.InvalidCidrBlock, argument.Span, BoundText.Of(argument));
            return false;
        }

        return true;
    }

    private bool Accepts(ParameterType parameter, BoundExpression argument)
    {
        if (argument.Type is EqlType.Any or EqlType.Null)
        {
            return true;
        }

        return parameter switch
        {
            ParameterType.Any => true,
            ParameterType.Text => argument.Type == EqlType.Text
                || (argument.Type is EqlType.Ip or EqlType.Version && !options.IsElasticsearchCompatible),
            ParameterType.Number => argument.Type == EqlType.Number,
            ParameterType.WholeNumber =>
                argument.Type == EqlType.Number && argument is not BoundConstant { Value.Kind: EqlValueKind.Double },
            ParameterType.Boolean => argument.Type == EqlType.Boolean,
            ParameterType.Ip => argument.Type == EqlType.Ip
                || (argument.Type == EqlType.Text && !(options.IsElasticsearchCompatible && argument is BoundField)),
            _ => argument.Type == EqlType.Text,
        };
    }

    private static string NameOf(ParameterType type) => type switch
    {
        ParameterType.Text => "string",
        ParameterType.WholeNumber => "integer",
        ParameterType.CidrBlock => "string",
        _ => type.ToString().ToLowerInvariant(),
    };
}
