using EqlPS.Diagnostics;

namespace EqlPS.Parsing;

/// <summary>The tokens of one query, and what is known while they are parsed: the nesting depth, a refusal that ends the parse.</summary>
internal sealed class TokenStream(string text, Token[] tokens)
{
    /// <summary>How deep parentheses, brackets, calls, lists, <c>not</c> and signs may nest together.</summary>
    public const int DepthLimit = 100;

    private SourceText? _source;
    private int _depth;

    public string Text { get; } = text;

    /// <summary>The tokens; the last one is the end.</summary>
    public Token[] Tokens { get; } = tokens;

    /// <summary>Why the parse was given up, if for another reason than a plain syntax error.</summary>
    public Diagnostic? Refusal { get; private set; }

    public TokenInput Start => new(this, 0);

    public string TextOf(Token token) => Text.Substring(token.Start, token.End - token.Start);

    public LinePosition PositionOf(Token token) => (_source ??= new SourceText(Text)).PositionOf(token.Start);

    /// <summary>Goes one level deeper, or refuses the query at this token. Every success is paired with <see cref="Leave"/>.</summary>
    public bool TryEnter(Token token)
    {
        if (_depth == DepthLimit)
        {
            Refuse(Diagnostic.Error(DiagnosticCode.TooDeeplyNested, token.Span, DepthLimit));
            return false;
        }

        _depth++;
        return true;
    }

    public void Leave(int levels = 1) => _depth -= levels;

    /// <summary>Ends the parse with this diagnostic; the first one counts.</summary>
    public void Refuse(Diagnostic diagnostic) => Refusal ??= diagnostic;
}
