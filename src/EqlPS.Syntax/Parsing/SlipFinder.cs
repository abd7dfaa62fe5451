using EqlPS.Diagnostics;

namespace EqlPS.Parsing;

/// <summary>
/// Finds the slips that people make who know other query languages, all of them in one pass over the tokens, before the grammar is tried.
/// Each rule looks only for what no valid query can contain; the few that valid queries can contain are warnings.
/// </summary>
internal sealed partial class SlipFinder
{
    private readonly TokenStream _stream;
    private readonly Token[] _tokens;
    private readonly DiagnosticBag _diagnostics;

    // Whether a comparison was seen since the last boundary, per open parenthesis or bracket.
    private readonly Stack<bool> _comparisons = new();
    private bool _hasComparison;
    private bool _isCommand;
    private bool _isPiped;

    private SlipFinder(TokenStream stream, DiagnosticBag diagnostics)
    {
        _stream = stream;
        _tokens = stream.Tokens;
        _diagnostics = diagnostics;
    }

    public static void Find(TokenStream stream, DiagnosticBag diagnostics)
    {
        var finder = new SlipFinder(stream, diagnostics);
        finder._isCommand = finder.KindAt(0) is TokenKind.Sequence or TokenKind.Sample or TokenKind.Join || finder.IsMiscasedCommand(0);
        for (int i = 0; i < finder._tokens.Length - 1; i++)
        {
            finder.Check(i);
        }
    }

    private TokenKind KindAt(int index) => index >= 0 && index < _tokens.Length ? _tokens[index].Kind : TokenKind.End;

    private string TextAt(int index) => _stream.TextOf(_tokens[index]);

    private void Error(DiagnosticCode code, int index, params object?[] arguments) =>
        _diagnostics.Error(code, _tokens[index].Span, arguments);

    private void Check(int i)
    {
        TokenKind kind = _tokens[i].Kind;
        bool startsEvent = StartsEvent(i);
        Track(i, kind);
        switch (kind)
        {
            case TokenKind.Identifier or TokenKind.InsensitiveName:
                if (CheckName(i))
                {
                    return;
                }

                break;
            case TokenKind.ForeignOperator:
                bool isMissing = KindAt(i + 1) == TokenKind.OpenBracket;
                Error(DiagnosticCode.ForeignOperator, i, TextAt(i), isMissing ? "![" : _tokens[i].Value);
                break;
            case TokenKind.Assign when IsComparedBy(i):
                Error(DiagnosticCode.AssignmentForEquality, i);
                break;
            case TokenKind.Comma when EndsOperand(i - 1) && KindAt(i - 1) != TokenKind.CloseBracket && EndsList(KindAt(i + 1)):
                Error(DiagnosticCode.TrailingComma, i);
                break;
            case TokenKind.Not when EndsOperand(i - 1) && (SyntaxFacts.IsPattern(KindAt(i + 1)) || SyntaxFacts.IsComparison(KindAt(i + 1))):
                Error(DiagnosticCode.InfixNotBeforePredicate, i, TextAt(i + 1), OperandBefore(i));
                break;
            default:
                if (SyntaxFacts.IsKeyword(kind) && IsReservedWordInPath(i, kind))
                {
                    Error(DiagnosticCode.ReservedWordInPath, i, TextAt(i));
                    return;
                }

                break;
        }

        if (startsEvent)
        {
            CheckWhere(i, kind);
        }
    }

    /// <summary>Follows parentheses, brackets and pipes, and finds the second comparison of a chain.</summary>
    private void Track(int i, TokenKind kind)
    {
        switch (kind)
        {
            case TokenKind.OpenParenthesis or TokenKind.OpenBracket or TokenKind.OpenMissing:
                _comparisons.Push(_hasComparison);
                _hasComparison = false;
                break;
            case TokenKind.CloseParenthesis or TokenKind.CloseBracket:
                _hasComparison = _comparisons.Count > 0 && _comparisons.Pop();
                break;
            case TokenKind.And or TokenKind.Or or TokenKind.Comma or TokenKind.Where or TokenKind.By or TokenKind.Until:
                _hasComparison = false;
                break;
            case TokenKind.Pipe:
                _hasComparison = false;
                _isPiped = true;
                break;
            default:
                if (SyntaxFacts.IsComparison(kind))
                {
                    if (_hasComparison)
                    {
                        Error(DiagnosticCode.ChainedComparison, i);
                    }

                    _hasComparison = true;
                }

                break;
        }
    }

    // = is right in maxspan=5m and with runs=3, and between stages nothing is compared.
    private bool IsComparedBy(int i) =>
        KindAt(i - 1) != TokenKind.MaxSpan && KindAt(i - 2) != TokenKind.With && (!_isCommand || _isPiped || _comparisons.Count > 0);

    private static bool EndsList(TokenKind kind) => kind is TokenKind.CloseParenthesis or TokenKind.CloseBracket or TokenKind.OpenBracket
        or TokenKind.OpenMissing or TokenKind.Pipe or TokenKind.End or TokenKind.With or TokenKind.Until;

    private bool EndsOperand(int i) => KindAt(i) is TokenKind.Identifier or TokenKind.QuotedName or TokenKind.Integer or TokenKind.Decimal
        or TokenKind.String or TokenKind.True or TokenKind.False or TokenKind.Null or TokenKind.CloseParenthesis or TokenKind.CloseBracket;

    private bool StartsOperand(int i) => KindAt(i) is TokenKind.Identifier or TokenKind.InsensitiveName or TokenKind.QuotedName
        or TokenKind.Integer or TokenKind.Decimal or TokenKind.String or TokenKind.True or TokenKind.False or TokenKind.Null
        or TokenKind.Question or TokenKind.Not;

    private static bool TakesOperand(TokenKind kind) => kind is TokenKind.And or TokenKind.Or or TokenKind.Not or TokenKind.Where
        or TokenKind.By or TokenKind.OpenParenthesis or TokenKind.Comma or TokenKind.Question or TokenKind.Colon
        || SyntaxFacts.IsComparison(kind) || SyntaxFacts.IsSum(kind) || SyntaxFacts.IsProduct(kind);

    private bool IsReservedWordInPath(int i, TokenKind kind)
    {
        TokenKind previous = KindAt(i - 1);
        TokenKind next = KindAt(i + 1);
        if (kind is TokenKind.InIgnoreCase or TokenKind.LikeIgnoreCase or TokenKind.RegexIgnoreCase)
        {
            return false;
        }

        if (previous is TokenKind.Dot or TokenKind.Question || (next == TokenKind.Dot && (i == 0 || TakesOperand(previous))))
        {
            return true;
        }

        bool isOperator = kind is TokenKind.And or TokenKind.Or or TokenKind.Not or TokenKind.In or TokenKind.Like or TokenKind.Regex
            or TokenKind.True or TokenKind.False or TokenKind.Null;
        return !isOperator && TakesOperand(previous)
            && (SyntaxFacts.IsComparison(next) || SyntaxFacts.IsPattern(next) || next is TokenKind.In or TokenKind.InIgnoreCase);
    }

    /// <summary>The operand that ends right before a token, as written; <c>...</c> if that is long.</summary>
    private string OperandBefore(int index)
    {
        const int Farthest = 40;
        int nesting = 0;
        for (int i = index - 1; i >= 0 && i > index - Farthest; i--)
        {
            TokenKind kind = KindAt(i);
            nesting += kind is TokenKind.CloseParenthesis or TokenKind.CloseBracket ? 1
                : kind is TokenKind.OpenParenthesis or TokenKind.OpenBracket or TokenKind.OpenMissing ? -1
                : 0;
            TokenKind previous = KindAt(i - 1);
            bool goesOn = nesting > 0 || kind is TokenKind.Dot || previous is TokenKind.Dot or TokenKind.Question
                || (kind is TokenKind.OpenParenthesis or TokenKind.OpenBracket
                    && previous is TokenKind.Identifier or TokenKind.InsensitiveName or TokenKind.QuotedName or TokenKind.CloseBracket);
            if (!goesOn)
            {
                int start = _tokens[i].Start;
                return SyntaxErrorText.Shown(_stream.Text.Substring(start, _tokens[index - 1].End - start), "...");
            }
        }

        return "...";
    }
}
