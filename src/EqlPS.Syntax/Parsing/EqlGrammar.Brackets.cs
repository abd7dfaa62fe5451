using EqlPS.Ast;
using Sprache;

namespace EqlPS.Parsing;

/// <content>Events, their brackets, and the small rules whose messages depend on what stands around them; written by hand.</content>
internal static partial class EqlGrammar
{
    /// <summary><c>category where condition</c></summary>
    private static IResult<EventFilter> EventFilter(IInput input)
    {
        var at = (TokenInput)input;
        string? category = null;
        switch (at.Kind)
        {
            case TokenKind.Any:
                break;
            case TokenKind.Identifier:
                category = at.Stream.TextOf(at.Token);
                break;
            case TokenKind.String:
                category = (string)at.Token.Value!;
                break;
            default:
                return Result.Failure<EventFilter>(at, SyntaxErrorText.CategoryAt(at), ["an event category"]);
        }

        TokenInput where = at.Next;
        if (where.Kind != TokenKind.Where)
        {
            return Result.Failure<EventFilter>(where, SyntaxErrorText.WhereAt(where), ["[where]"]);
        }

        IResult<Expression> condition = Expression(where.Next);
        return condition.WasSuccessful
            ? Result.Success(new EventFilter(category, condition.Value) { Span = at.SpanTo(condition.Remainder) }, condition.Remainder)
            : Result.Failure<EventFilter>(condition.Remainder, condition.Message, condition.Expectations);
    }

    /// <summary><c>[event]</c> or <c>![event]</c>: a stage that has no keys and no option yet</summary>
    private static IResult<Stage> Bracket(IInput input)
    {
        var open = (TokenInput)input;
        if (open.Kind is not (TokenKind.OpenBracket or TokenKind.OpenMissing))
        {
            return Result.Failure<Stage>(open, string.Empty, SyntaxErrorText.StageAfter(open));
        }

        IResult<EventFilter> filter = Bracketed(open);
        return filter.WasSuccessful
            ? Result.Success(
                new Stage(filter.Value, open.Kind == TokenKind.OpenMissing, NodeList<Expression>.Empty, null), filter.Remainder)
            : Result.Failure<Stage>(filter.Remainder, filter.Message, filter.Expectations);
    }

    /// <summary><c>name of [event]</c></summary>
    private static IResult<Expression> ProcessRelation(TokenInput name)
    {
        TokenInput open = name.Next.Next;
        if (open.Kind != TokenKind.OpenBracket)
        {
            return Expected<Expression>(open, "an event in brackets such as [process where ...]");
        }

        IResult<EventFilter> filter = Bracketed(open);
        return filter.WasSuccessful
            ? Result.Success<Expression>(
                new ProcessRelationExpression(name.Stream.TextOf(name.Token), filter.Value) { Span = name.SpanTo(filter.Remainder) },
                filter.Remainder)
            : Result.Failure<Expression>(filter.Remainder, filter.Message, filter.Expectations);
    }

    private static IResult<EventFilter> Bracketed(TokenInput open)
    {
        if (!open.Stream.TryEnter(open.Token))
        {
            return Refused<EventFilter>(open);
        }

        IResult<EventFilter> filter = EventFilter(open.Next);
        open.Stream.Leave();
        if (!filter.WasSuccessful)
        {
            return filter;
        }

        var close = (TokenInput)filter.Remainder;
        return close.Kind == TokenKind.CloseBracket
            ? Result.Success(filter.Value, close.Next)
            : Unclosed<EventFilter>(open, close, "an operator", "the closing bracket");
    }

    /// <summary>The unit behind a number, if there is one.</summary>
    private static IResult<string?> Unit(IInput input)
    {
        var at = (TokenInput)input;
        return at.Kind == TokenKind.Identifier
            ? Result.Success<string?>(at.Stream.TextOf(at.Token), at.Next)
            : Result.Success<string?>(null, at);
    }

    private static IResult<string> OptionName(IInput input)
    {
        var at = (TokenInput)input;
        return at.Kind == TokenKind.Identifier
            ? Result.Success(at.Stream.TextOf(at.Token), at.Next)
            : Result.Failure<string>(at, SyntaxErrorText.OptionNameAt(at), [$"[{SyntaxFacts.RunsOption}]"]);
    }

    /// <summary>The name of a pipe, as a pipe without arguments.</summary>
    private static IResult<Pipe> PipeName(IInput input)
    {
        var at = (TokenInput)input;
        return at.Kind == TokenKind.Identifier
            ? Result.Success(new Pipe(at.Stream.TextOf(at.Token), NodeList<Expression>.Empty) { NameSpan = at.Token.Span }, at.Next)
            : Result.Failure<Pipe>(at, string.Empty, ["the name of a pipe, such as [head]"]);
    }
}
