using EqlPS.Parsing;

namespace EqlPS.Ast;

/// <content>Expressions.</content>
internal sealed partial class AstPrinter
{
    /// <summary>The loosest operator of an expression: what decides whether it needs parentheses.</summary>
    private static Precedence PrecedenceOf(Expression expression) => expression switch
    {
        LogicalExpression logical => logical.IsOr ? Precedence.Or : Precedence.And,
        NotExpression or ProcessRelationExpression => Precedence.Not,
        ComparisonExpression => Precedence.Comparison,
        ArithmeticExpression arithmetic => arithmetic.Terms.Count > 0 && SyntaxFacts.IsSum(arithmetic.Terms[0].Operator)
            ? Precedence.Sum
            : Precedence.Product,
        SignExpression => Precedence.Sign,
        InExpression or PatternExpression => Precedence.Predicate,
        LiteralExpression { Value: long and < 0 or double and < 0 } => Precedence.Sign,
        _ => Precedence.Primary,
    };

    private void Expand(Expression expression)
    {
        switch (expression)
        {
            case LiteralExpression literal: WriteValue(literal.Value); break;
            case FieldExpression field: WriteField(field); break;
            case CallExpression call: Expand(call); break;
            case LogicalExpression logical: Expand(logical); break;
            case ArithmeticExpression arithmetic: Expand(arithmetic); break;
            case ComparisonExpression comparison: Expand(comparison); break;
            case InExpression test: Expand(test); break;
            case PatternExpression pattern: Expand(pattern); break;
            case NotExpression not:
                Then("not ");
                Then(not.Operand, Precedence.Not);
                break;
            case SignExpression sign:
                Then(sign.IsNegative ? "-" : "+");
                Then(sign.Operand, Precedence.Sign);
                break;
            case ProcessRelationExpression relation:
                Then(relation.Relation);
                Then(" of [");
                Then(relation.Filter);
                Then("]");
                break;
            default: throw new ArgumentException($"no text for {expression.GetType().Name}", nameof(expression));
        }
    }

    private void ExpandList(NodeList<Expression> items)
    {
        for (int i = 0; i < items.Count; i++)
        {
            Then(i == 0 ? null : ", ");
            Then(items[i]);
        }
    }

    private void Expand(LogicalExpression logical)
    {
        // A run inside a run of the same operator was written in parentheses: and, or are flat only as far as the text is.
        Precedence operand = logical.IsOr ? Precedence.And : Precedence.Not;
        for (int i = 0; i < logical.Operands.Count; i++)
        {
            Then(i == 0 ? null : logical.IsOr ? " or " : " and ");
            Then(logical.Operands[i], operand);
        }
    }

    private void Expand(ArithmeticExpression arithmetic)
    {
        Precedence operand = PrecedenceOf(arithmetic) + 1;
        Then(arithmetic.First, operand);
        foreach (ArithmeticTerm term in arithmetic.Terms)
        {
            Then(" ");
            Expand(term, operand);
        }
    }

    private void Expand(ArithmeticTerm term, Precedence operand)
    {
        Then(SyntaxFacts.TextOf(term.Operator));
        Then(" ");
        Then(term.Operand, operand);
    }

    private void Expand(ComparisonExpression comparison)
    {
        Then(comparison.Left, Precedence.Sum);
        Then(" ");
        Then(SyntaxFacts.TextOf(comparison.Operator));
        Then(" ");
        Then(comparison.Right, Precedence.Sum);
    }

    private void Expand(InExpression test)
    {
        Then(test.Operand, Precedence.Primary);
        Then(test.IsNegated ? " not " : " ");
        Then(SyntaxFacts.TextOf(test.IgnoresCase ? TokenKind.InIgnoreCase : TokenKind.In));
        Then(" (");
        ExpandList(test.Items);
        Then(")");
    }

    private void Expand(PatternExpression pattern)
    {
        Then(pattern.Operand, Precedence.Primary);
        Then(" ");
        Then(SyntaxFacts.TextOf(pattern.Operator));
        Then(" ");
        if (pattern.IsList)
        {
            Then("(");
            ExpandList(pattern.Patterns);
            Then(")");
        }
        else if (pattern.Patterns[0] is SignExpression { Operand: var operand } sign)
        {
            // A single pattern has one sign at most.
            Then(sign.IsNegative ? "-" : "+");
            Then(operand, Precedence.Primary);
        }
        else
        {
            Then(pattern.Patterns[0], Precedence.Primary);
        }
    }

    private void Expand(CallExpression call)
    {
        Then(call.Name);
        Then(call.IgnoresCase ? "~(" : "(");
        ExpandList(call.Arguments);
        Then(")");
    }
}
