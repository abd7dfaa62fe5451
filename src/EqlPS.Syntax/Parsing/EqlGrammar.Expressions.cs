using System.Text;
using EqlPS.Ast;
using EqlPS.Diagnostics;
using Sprache;

namespace EqlPS.Parsing;

/// <content>
/// Expressions, written by hand: operators are a loop, a shared prefix is read once, and nesting is counted, so that no text overflows the
/// stack or takes more than linear time.
/// </content>
internal static partial class EqlGrammar
{
    /// <summary>Operands between operators of any precedence, each operand as <see cref="Tested"/> reads it.</summary>
    private static IResult<Expression> Expression(IInput input)
    {
        var at = (TokenInput)input;
        var operators = new OperatorStack(at.Stream);
        while (true)
        {
            while ((at.Kind == TokenKind.Not && operators.Top <= Precedence.Not) || SyntaxFacts.IsSum(at.Kind))
            {
                if (!operators.TryPushPrefix(at))
                {
                    operators.Abandon();
                    return Refused<Expression>(at);
                }

                at = at.Next;
            }

            bool isRelation = at.Kind == TokenKind.Identifier && at.Next.Kind == TokenKind.Of && operators.Top <= Precedence.Not;
            IResult<Expression> operand = isRelation ? ProcessRelation(at) : Tested(at);
            if (!operand.WasSuccessful)
            {
                operators.Abandon();
                return operand;
            }

            int start = at.Token.Start;
            at = (TokenInput)operand.Remainder;
            int end = at.Stream.Tokens[at.Index - 1].End;

            // What may not follow here ends the expression; whoever expects something else behind it reports it.
            Precedence next = SyntaxFacts.PrecedenceOf(at.Kind);
            bool endsHere = (isRelation && next > Precedence.And) || (next == Precedence.Comparison && operators.HasComparison);
            next = endsHere ? Precedence.None : next;
            Expression left = operators.Complete(operand.Value, ref start, end, next);
            if (next == Precedence.None)
            {
                return Result.Success(left, at);
            }

            operators.Push(at.Token, next, left, start, end);
            at = at.Next;
        }
    }

    /// <summary><c>primary [predicate]</c></summary>
    private static IResult<Expression> Tested(IInput input)
    {
        IResult<Expression> operand = Primary((TokenInput)input);
        if (!operand.WasSuccessful)
        {
            return operand;
        }

        var at = (TokenInput)operand.Remainder;
        return at.Kind switch
        {
            TokenKind.In or TokenKind.InIgnoreCase => InList(input, operand.Value, at, isNegated: false),
            TokenKind.Not when at.Next.Kind is TokenKind.In or TokenKind.InIgnoreCase =>
                InList(input, operand.Value, at.Next, isNegated: true),
            _ => SyntaxFacts.IsPattern(at.Kind) ? Pattern(input, operand.Value, at) : operand,
        };
    }

    private static IResult<Expression> InList(IInput input, Expression operand, TokenInput keyword, bool isNegated)
    {
        TokenInput open = keyword.Next;
        if (open.Kind != TokenKind.OpenParenthesis)
        {
            return Expected<Expression>(open, "a list in parentheses");
        }

        IResult<NodeList<Expression>> items = List(open, mayBeEmpty: false);
        return items.WasSuccessful
            ? Made(
                new InExpression(operand, items.Value, isNegated, keyword.Kind == TokenKind.InIgnoreCase)
                {
                    Span = Between(input, items.Remainder),
                },
                items.Remainder)
            : Result.Failure<Expression>(items.Remainder, items.Message, items.Expectations);
    }

    // One pattern without parentheses is no more than a signed primary: [:] binds tighter than + and *.
    private static IResult<Expression> Pattern(IInput input, Expression operand, TokenInput keyword)
    {
        PatternOperator pattern = SyntaxFacts.PatternOf(keyword.Kind);
        TokenInput next = keyword.Next;
        if (next.Kind == TokenKind.OpenParenthesis)
        {
            IResult<NodeList<Expression>> items = List(next, mayBeEmpty: false);
            return items.WasSuccessful
                ? Made(
                    new PatternExpression(operand, pattern, items.Value, IsList: true) { Span = Between(input, items.Remainder) },
                    items.Remainder)
                : Result.Failure<Expression>(items.Remainder, items.Message, items.Expectations);
        }

        IResult<Expression> single = SyntaxFacts.IsSum(next.Kind) ? SignedPattern(next) : Primary(next);
        return single.WasSuccessful
            ? Made(
                new PatternExpression(operand, pattern, new NodeList<Expression>([single.Value]), IsList: false)
                {
                    Span = Between(input, single.Remainder),
                },
                single.Remainder)
            : single;
    }

    private static IResult<Expression> SignedPattern(TokenInput sign)
    {
        IResult<Expression> operand = Primary(sign.Next);
        return operand.WasSuccessful
            ? Made(
                new SignExpression(sign.Kind == TokenKind.Minus, operand.Value) { Span = Between(sign, operand.Remainder) },
                operand.Remainder)
            : operand;
    }

    /// <summary>A constant, a field, a call, or an expression in parentheses.</summary>
    private static IResult<Expression> Primary(TokenInput at)
    {
        switch (at.Kind)
        {
            case TokenKind.Null:
                return Constant(at, null);
            case TokenKind.True:
                return Constant(at, true);
            case TokenKind.False:
                return Constant(at, false);
            case TokenKind.Integer or TokenKind.Decimal or TokenKind.String:
                return Constant(at, at.Token.Value);
            case TokenKind.Identifier or TokenKind.InsensitiveName when at.Next.Kind == TokenKind.OpenParenthesis:
                return Call(at);
            case TokenKind.Identifier or TokenKind.QuotedName or TokenKind.Question:
                return Field(at);
            case TokenKind.InsensitiveName:
                return Expected<Expression>(at.Next, "[(]");
            case TokenKind.OpenParenthesis:
                return Parenthesized(at);
            default:
                return Expected<Expression>(at, SyntaxErrorText.OperandAfter(at));
        }
    }

    private static IResult<Expression> Constant(TokenInput at, object? value) =>
        Made(
            new LiteralExpression(value) { Span = Between(at, at.Next) },
            at.Next);

    private static IResult<Expression> Parenthesized(TokenInput open)
    {
        if (!open.Stream.TryEnter(open.Token))
        {
            return Refused<Expression>(open);
        }

        IResult<Expression> inner = Expression(open.Next);
        open.Stream.Leave();
        if (!inner.WasSuccessful)
        {
            return inner;
        }

        var close = (TokenInput)inner.Remainder;
        return close.Kind == TokenKind.CloseParenthesis
            ? Result.Success(inner.Value, close.Next)
            : Unclosed<Expression>(open, close, "an operator", "[)]");
    }

    private static IResult<Expression> Call(TokenInput name)
    {
        IResult<NodeList<Expression>> arguments = List(name.Next, mayBeEmpty: true);
        if (!arguments.WasSuccessful)
        {
            return Result.Failure<Expression>(arguments.Remainder, arguments.Message, arguments.Expectations);
        }

        bool ignoresCase = name.Kind == TokenKind.InsensitiveName;
        string text = ignoresCase ? (string)name.Token.Value! : name.Stream.TextOf(name.Token);
        return Made(
            new CallExpression(text, ignoresCase, arguments.Value)
            {
                NameSpan = name.Token.Span,
                Span = Between(name, arguments.Remainder),
            },
            arguments.Remainder);
    }

    /// <summary><c>(expression, ...)</c></summary>
    private static IResult<NodeList<Expression>> List(TokenInput open, bool mayBeEmpty)
    {
        if (mayBeEmpty && open.Next.Kind == TokenKind.CloseParenthesis)
        {
            return Result.Success(NodeList<Expression>.Empty, open.Next.Next);
        }

        if (!open.Stream.TryEnter(open.Token))
        {
            return Refused<NodeList<Expression>>(open);
        }

        var items = new List<Expression>();
        TokenInput at = open;
        do
        {
            IResult<Expression> item = Expression(at.Next);
            if (!item.WasSuccessful)
            {
                open.Stream.Leave();
                return Result.Failure<NodeList<Expression>>(item.Remainder, item.Message, item.Expectations);
            }

            items.Add(item.Value);
            at = (TokenInput)item.Remainder;
        }
        while (at.Kind == TokenKind.Comma);

        open.Stream.Leave();
        return at.Kind == TokenKind.CloseParenthesis
            ? Result.Success(new NodeList<Expression>(items), at.Next)
            : Unclosed<NodeList<Expression>>(open, at, "an operator", "[,]", "[)]");
    }

    /// <summary><c>?name.name[0]</c></summary>
    private static IResult<Expression> Field(TokenInput start)
    {
        bool isOptional = start.Kind == TokenKind.Question;
        TokenInput at = isOptional ? start.Next : start;
        if (NameAt(at) is not { } first)
        {
            return Expected<Expression>(at, "a field name");
        }

        StringBuilder? path = null;
        bool hasIndex = false;
        at = at.Next;
        while (true)
        {
            if (at.Kind == TokenKind.Dot)
            {
                at = at.Next;
                if (NameAt(at) is not { } name)
                {
                    return Expected<Expression>(at, "a name");
                }

                (path ??= new StringBuilder(first)).Append('.').Append(name);
                at = at.Next;
            }
            else if (at.Kind == TokenKind.OpenBracket && at.Next.Kind == TokenKind.Integer && at.Next.Next.Kind == TokenKind.CloseBracket)
            {
                hasIndex = true;
                (path ??= new StringBuilder(first)).Append('[').Append(at.Stream.TextOf(at.Next.Token)).Append(']');
                at = at.Next.Next.Next;
            }
            else
            {
                return Made(new FieldExpression(path?.ToString() ?? first, isOptional, hasIndex) { Span = Between(start, at) }, at);
            }
        }
    }

    private static string? NameAt(TokenInput at) => at.Kind switch
    {
        TokenKind.Identifier => at.Stream.TextOf(at.Token),
        TokenKind.QuotedName => (string)at.Token.Value!,
        _ => null,
    };

    private static IResult<Expression> Made(Expression expression, IInput remainder) => Result.Success(expression, remainder);

    private static TextSpan Between(IInput start, IInput end) => ((TokenInput)start).SpanTo(end);

    private static IResult<T> Expected<T>(TokenInput at, params string[] expectations) => Result.Failure<T>(at, string.Empty, expectations);

    private static IResult<T> Refused<T>(TokenInput at) => Result.Failure<T>(at, string.Empty, []);

    private static IResult<T> Unclosed<T>(TokenInput open, TokenInput found, params string[] expectations) =>
        found.Kind is TokenKind.End or TokenKind.Pipe or TokenKind.CloseBracket or TokenKind.CloseParenthesis or TokenKind.OpenMissing
            or TokenKind.By or TokenKind.With or TokenKind.Until
            || (found.Kind == TokenKind.OpenBracket && open.Kind != TokenKind.OpenParenthesis)
            ? Result.Failure<T>(found, SyntaxErrorText.Unclosed(open), [])
            : Expected<T>(found, expectations);
}
