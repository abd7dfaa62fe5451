using EqlPS.Analysis.Bound;
using EqlPS.Ast;
using EqlPS.Diagnostics;
using EqlPS.Parsing;
using EqlPS.Values;

namespace EqlPS.Analysis;

/// <summary>Checks comparisons and list membership, and gives them one shape: constants on the right, nulls taken out.</summary>
internal sealed class PredicateBinder(AnalysisOptions options, DiagnosticBag diagnostics, ConstantFolder folder)
{
    public BoundExpression BindComparison(ComparisonExpression source, BoundExpression left, BoundExpression right)
    {
        ComparisonOperator @operator = source.Operator;
        if (left is BoundConstant && right is not BoundConstant)
        {
            (left, right, @operator) = (right, left, OperatorNames.Mirror(@operator));
        }

        if (right is BoundConstant { IsNull: true } || left is BoundConstant { IsNull: true })
        {
            return BindNullComparison(source, left, @operator, right);
        }

        if (right is BoundConstant constant)
        {
            bool isEquality = @operator is ComparisonOperator.Equal or ComparisonOperator.NotEqual;
            CheckConstant(left, constant, isEquality);
            if (isEquality)
            {
                CheckWildcard(left, constant, OperatorNames.Of(@operator));
            }
        }
        else if (options.IsElasticsearchCompatible)
        {
            string shown = $"{BoundText.Of(left)} {OperatorNames.Of(@operator)} {BoundText.Of(right)}";
            diagnostics.Error(DiagnosticCode.FieldComparisonUnsupported, source.Span, shown);
        }

        return folder.Fold(new BoundComparison(source.Span, left, @operator, right));
    }

    public BoundExpression BindIn(InExpression source, BoundExpression operand, IReadOnlyList<BoundExpression> items)
    {
        foreach (BoundExpression item in items)
        {
            CheckItem(source, operand, item);
        }

        BoundExpression[] present = items.Where(i => i is not BoundConstant { IsNull: true }).ToArray();

        // Nothing is in a list of nulls, and nothing is outside it either: null stays null under [not].
        BoundExpression membership = present.Length == 0 || operand is BoundConstant { IsNull: true }
            ? new BoundConstant(source.Span, EqlValue.Null)
            : folder.Fold(new BoundIn(source.Span, operand, present, source.IgnoresCase));
        if (items.Count > present.Length && present.Length == 0 && source.Items.All(i => i is LiteralExpression))
        {
            diagnostics.Warning(DiagnosticCode.AlwaysNull, source.Span);
        }

        return source.IsNegated ? folder.Fold(new BoundNot(source.Span, membership)) : membership;
    }

    private BoundExpression BindNullComparison(
        ComparisonExpression source, BoundExpression left, ComparisonOperator @operator, BoundExpression right)
    {
        bool isNullWritten = source.Left is LiteralExpression { Value: null } || source.Right is LiteralExpression { Value: null };
        bool isEquality = @operator is ComparisonOperator.Equal or ComparisonOperator.NotEqual;
        if (!isEquality && isNullWritten)
        {
            diagnostics.Warning(DiagnosticCode.AlwaysNull, source.Span);
        }

        // [== null] is a test. What is null because an optional field does not exist only equals another null.
        bool areBothNull = left is BoundConstant { IsNull: true } && right is BoundConstant { IsNull: true };
        if (!isEquality || !(isNullWritten || areBothNull))
        {
            return new BoundConstant(source.Span, EqlValue.Null);
        }

        BoundExpression operand = right is BoundConstant { IsNull: true } ? left : right;
        BoundExpression test = operand is BoundConstant constant
            ? new BoundConstant(source.Span, EqlValue.From(constant.IsNull))
            : new BoundNullTest(source.Span, operand);
        return @operator == ComparisonOperator.Equal ? test : folder.Fold(new BoundNot(source.Span, test));
    }

    // A field takes a constant of another type if it can be read as the field's type; the result of a function does not.
    private void CheckConstant(BoundExpression operand, BoundConstant constant, bool isEquality)
    {
        if (operand is BoundField field)
        {
            if (!ConstantReader.CanRead(constant.Value, field.Type, isEquality, options.Now))
            {
                diagnostics.Error(
                    DiagnosticCode.ConstantUnreadable, constant.Span, BoundText.Of(constant), field.FieldType.MappedName, field.Path);
            }
        }
        else if (operand is not BoundConstant && IsMismatch(operand.Type, constant.Type))
        {
            string name = EqlTypeNames.NameOf(operand.Type);
            diagnostics.Warning(DiagnosticCode.ComparisonNeverMatches, constant.Span, name, EqlTypeNames.NameOf(constant.Type));
        }
    }

    private void CheckItem(InExpression source, BoundExpression operand, BoundExpression item)
    {
        if (item is not BoundConstant constant)
        {
            if (options.IsElasticsearchCompatible)
            {
                diagnostics.Error(
                    DiagnosticCode.FieldComparisonUnsupported, item.Span, $"{BoundText.Of(operand)} in ({BoundText.Of(item)})");
            }

            return;
        }

        if (constant.IsNull)
        {
            return;
        }

        string name = source.IgnoresCase ? "in~" : "in";
        CheckWildcard(operand, constant, name);
        if (operand is BoundField)
        {
            if (!source.IgnoresCase)
            {
                CheckConstant(operand, constant, isEquality: true);
            }
        }
        else if (IsMismatch(operand.Type, constant.Type))
        {
            diagnostics.Error(
                DiagnosticCode.OperandType, constant.Span, name, $"items of type [{EqlTypeNames.NameOf(operand.Type)}] here",
                BoundText.Of(constant), BoundText.TypeOf(constant));
        }
    }

    // [?] is too common in addresses and paths to be worth a word.
    private void CheckWildcard(BoundExpression operand, BoundConstant constant, string name)
    {
        if (operand is not BoundConstant && operand.Type is EqlType.Any or EqlType.Text or EqlType.Version
            && constant.Type == EqlType.Text && constant.Value.AsText().LastIndexOf('*') >= 0 && !IsShare(constant.Value.AsText()))
        {
            diagnostics.Warning(DiagnosticCode.WildcardIsLiteral, constant.Span, name);
        }
    }

    // Windows itself writes so what shares of this computer are called.
    private static bool IsShare(string text) => text.StartsWith(@"\\*\", StringComparison.Ordinal) && text.LastIndexOf('*') == 2;

    private static bool IsMismatch(EqlType left, EqlType right) =>
        left is EqlType.Number or EqlType.Text or EqlType.Boolean && right is not (EqlType.Any or EqlType.Null) && left != right;
}
