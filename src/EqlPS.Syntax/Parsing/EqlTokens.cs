using EqlPS.Ast;
using Sprache;

namespace EqlPS.Parsing;

/// <summary>The tokens as Sprache parsers. Each takes one whole token, or fails in place and says in words what it expected.</summary>
internal static class EqlTokens
{
    public static readonly Parser<Token> Sequence = Of(TokenKind.Sequence);
    public static readonly Parser<Token> Sample = Of(TokenKind.Sample);
    public static readonly Parser<Token> By = Of(TokenKind.By);
    public static readonly Parser<Token> With = Of(TokenKind.With);
    public static readonly Parser<Token> MaxSpan = Of(TokenKind.MaxSpan);
    public static readonly Parser<Token> Until = Of(TokenKind.Until);
    public static readonly Parser<Token> Assign = Of(TokenKind.Assign);
    public static readonly Parser<Token> Comma = Of(TokenKind.Comma);
    public static readonly Parser<Token> Pipe = Of(TokenKind.Pipe);
    public static readonly Parser<Token> Name = Of(TokenKind.Identifier, "a name");

    /// <summary>Not offered in messages: nobody should start to write it.</summary>
    public static readonly Parser<Token> Join = Of(TokenKind.Join, []);

    /// <summary>A number literal without a sign.</summary>
    public static readonly Parser<LiteralExpression> Number = input =>
    {
        var at = (TokenInput)input;
        return at.Kind is TokenKind.Integer or TokenKind.Decimal
            ? Result.Success(new LiteralExpression(at.Token.Value) { Span = at.Token.Span }, at.Next)
            : Result.Failure<LiteralExpression>(at, string.Empty, ["a number"]);
    };

    /// <summary>The end of the query.</summary>
    public static readonly Parser<Token> End = input =>
    {
        var at = (TokenInput)input;
        return at.AtEnd ? Result.Success(at.Token, at) : Result.Failure<Token>(at, string.Empty, SyntaxErrorText.ContinuationsAfter(at));
    };

    private static Parser<Token> Of(TokenKind kind) => Of(kind, $"[{SyntaxFacts.TextOf(kind)}]");

    private static Parser<Token> Of(TokenKind kind, params string[] expectations) => input =>
    {
        var at = (TokenInput)input;
        return at.Kind == kind ? Result.Success(at.Token, at.Next) : Result.Failure<Token>(at, string.Empty, expectations);
    };
}
