using EqlPS.Diagnostics;
using Sprache;

namespace EqlPS.Parsing;

/// <summary>A place in the token stream as Sprache sees it; to advance is to jump over a whole token, without allocating twice.</summary>
internal sealed class TokenInput(TokenStream stream, int index) : IInput
{
    private TokenInput? _next;
    private Dictionary<object, object>? _memos;

    public TokenStream Stream { get; } = stream;

    /// <summary>The number of tokens before this place.</summary>
    public int Index { get; } = index;

    public Token Token => Stream.Tokens[Index];

    public TokenKind Kind => Stream.Tokens[Index].Kind;

    /// <summary>The kind of the token before; the end's kind at the start of the query.</summary>
    public TokenKind PreviousKind => Index == 0 ? TokenKind.End : Stream.Tokens[Index - 1].Kind;

    /// <summary>The place after this token; the end is its own next place.</summary>
    public TokenInput Next => AtEnd ? this : _next ??= new TokenInput(Stream, Index + 1);

    public bool AtEnd => Kind == TokenKind.End;

    public string Source => Stream.Text;

    public char Current => Stream.Text[Token.Start];

    public int Position => Token.Start;

    public int Line => Stream.PositionOf(Token).Line;

    public int Column => Stream.PositionOf(Token).Column;

    public IDictionary<object, object> Memos => _memos ??= [];

    public IInput Advance() => AtEnd ? throw new InvalidOperationException("the input is at its end") : Next;

    /// <summary>From the start of this token to the end of the token before <paramref name="end"/>.</summary>
    public TextSpan SpanTo(IInput end)
    {
        var after = (TokenInput)end;
        int start = Token.Start;
        return TextSpan.FromBounds(start, after.Index == Index ? start : Stream.Tokens[after.Index - 1].End);
    }

    public bool Equals(IInput? other) => other is TokenInput input && input.Index == Index && input.Stream == Stream;

    public override bool Equals(object? obj) => Equals(obj as IInput);

    public override int GetHashCode() => Index;
}
