using EqlPS.Analysis;
using EqlPS.Analysis.Bound;
using EqlPS.Ast;
using EqlPS.Diagnostics;
using EqlPS.Parsing;
using EqlPS.Schema;
using EqlPS.Tests.Support;
using EqlPS.Values;

namespace EqlPS.Tests.Evaluation;

/// <summary>Constant expressions and the values they fold to: functions, operators, faults and refusals.</summary>
public sealed class FunctionCaseTests
{
    public static IEnumerable<object[]> Cases => CaseFile.Rows("functions.cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Constant_expression_folds_to_its_value(int line, string expression, string expected)
    {
        string actual = Fold(expression);

        // Values are compared as EQL reads them, so that 1.0E21 may be written in more than one way.
        bool isWord = expected is "fault" or "refused";
        Assert.True(actual == (isWord ? expected : Fold(expected)), $"line {line}: {expression} gave {actual}, not {expected}");
    }

    private static string Fold(string expression)
    {
        ParseResult parsed = EqlParser.Parse($"any where {expression}");
        Assert.True(parsed.Query is not null, DiagnosticFormatter.Format(expression, parsed.Diagnostics));
        var diagnostics = new DiagnosticBag();
        var options = new AnalysisOptions { Schemas = new SchemaSet([FieldSchema.Open("@timestamp")]), Now = Timestamp.FromTicks(0) };
        Expression tree = ((EventQuery)parsed.Query!.Body).Filter.Condition;
        BoundExpression bound = new ExpressionBinder(options, diagnostics).Bind(tree);
        if (diagnostics.HasErrors)
        {
            return "refused";
        }

        if (diagnostics.InOrder().Any(d => d.Code == DiagnosticCode.ConstantFault))
        {
            return "fault";
        }

        EqlValue value = bound switch
        {
            BoundNot { Operand: BoundConstant inner } => inner.Value.IsNull ? default : EqlValue.From(!inner.Value.IsTrue),
            BoundConstant constant => constant.Value,
            _ => throw new InvalidOperationException($"{expression} is not constant"),
        };
        return $"{value.Kind} {value}";
    }
}
