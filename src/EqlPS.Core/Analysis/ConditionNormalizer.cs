using EqlPS.Analysis.Bound;
using EqlPS.Ast;
using EqlPS.Diagnostics;
using EqlPS.Parsing;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Analysis;

/// <summary>
/// Gives a condition its final shape: and, or, not over leaf predicates, with constants folded in three-valued logic. Null collapses to
/// false at the leaves when events are tested, so what stands above them is two-valued; a constant null prunes the whole conjunction it
/// is part of.
/// </summary>
internal sealed class ConditionNormalizer(DiagnosticBag diagnostics)
{
    /// <summary>The condition, or a constant true, false or null. Anything that is not boolean is an error.</summary>
    public BoundExpression Normalize(BoundExpression expression) =>
        StackGuard.HasRoom ? NormalizeNode(expression) : StackGuard.OnFreshStack(NormalizeNode, expression);

    private BoundExpression NormalizeNode(BoundExpression expression)
    {
        switch (expression)
        {
            case BoundConstant { Value.Kind: EqlValueKind.Null or EqlValueKind.Boolean }:
                return expression;
            case BoundLogical logical:
                return NormalizeLogical(logical);
            case BoundNot not:
                return Negate(not.Span, Normalize(not.Operand));
            case BoundComparison comparison:
                return NormalizeComparison(comparison);
            case BoundField { Type: EqlType.Any or EqlType.Boolean } field:
                return new BoundComparison(field.Span, field, ComparisonOperator.Equal, new BoundConstant(field.Span, EqlValue.True));
        }

        if (expression.Type is EqlType.Boolean or EqlType.Any)
        {
            return expression;
        }

        diagnostics.Error(DiagnosticCode.ConditionNotBoolean, expression.Span, BoundText.Of(expression), BoundText.TypeOf(expression));
        return new BoundConstant(expression.Span, EqlValue.Null);
    }

    private static BoundExpression Negate(TextSpan span, BoundExpression operand) => operand switch
    {
        BoundConstant { IsNull: true } => operand,
        BoundConstant constant => new BoundConstant(span, EqlValue.From(!constant.Value.IsTrue)),
        BoundNot inner => inner.Operand,
        _ => new BoundNot(span, operand),
    };

    // The operand that decides alone (false for and, true for or) wins; the neutral one vanishes; null wins over what is left of an and,
    // and loses to what is left of an or.
    private BoundExpression NormalizeLogical(BoundLogical logical)
    {
        var operands = new List<BoundExpression>(logical.Operands.Count);
        bool isDecided = false;
        bool hasNull = false;
        foreach (BoundExpression operand in logical.Operands)
        {
            BoundExpression normal = Normalize(operand);
            if (normal is not BoundConstant constant)
            {
                operands.Add(normal);
            }
            else if (constant.IsNull)
            {
                hasNull = true;
            }
            else if (constant.Value.IsTrue == logical.IsOr)
            {
                isDecided = true;
            }
        }

        if (isDecided)
        {
            return new BoundConstant(logical.Span, EqlValue.From(logical.IsOr));
        }

        if (hasNull && (!logical.IsOr || operands.Count == 0))
        {
            return new BoundConstant(logical.Span, EqlValue.Null);
        }

        return operands.Count switch
        {
            0 => new BoundConstant(logical.Span, EqlValue.From(!logical.IsOr)),
            1 => operands[0],
            _ => new BoundLogical(logical.Span, logical.IsOr, operands),
        };
    }

    private BoundExpression NormalizeComparison(BoundComparison comparison)
    {
        bool isEqual = comparison.Operator == ComparisonOperator.Equal;
        if (!isEqual && comparison.Operator != ComparisonOperator.NotEqual)
        {
            return comparison;
        }

        // [f(x) == false] is [not f(x)]: it is true when x is missing.
        if (comparison.Right is BoundConstant { Value.Kind: EqlValueKind.Boolean } expected
            && comparison.Left is not BoundField && comparison.Left.Type == EqlType.Boolean)
        {
            BoundExpression condition = Normalize(comparison.Left);
            return expected.Value.IsTrue == isEqual ? condition : Negate(comparison.Span, condition);
        }

        // [x != y] is [not (x == y)]: no value of x equals any of y.
        if (isEqual)
        {
            return comparison;
        }

        var equality = new BoundComparison(comparison.Span, comparison.Left, ComparisonOperator.Equal, comparison.Right);
        return new BoundNot(comparison.Span, equality);
    }
}
