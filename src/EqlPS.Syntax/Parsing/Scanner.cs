using System.Globalization;
using EqlPS.Diagnostics;

namespace EqlPS.Parsing;

/// <summary>Splits query text into tokens in one pass. What is no token is reported, and left as Bad or as the nearest good one.</summary>
internal sealed partial class Scanner
{
    private readonly string _text;
    private readonly DiagnosticBag _diagnostics;
    private readonly List<Token> _tokens;
    private int _at;

    private Scanner(string text, DiagnosticBag diagnostics)
    {
        _text = text;
        _diagnostics = diagnostics;
        _tokens = new List<Token>((text.Length / 5) + 1);
    }

    /// <summary>All tokens of the text, an End token last.</summary>
    public static Token[] Scan(string text, DiagnosticBag diagnostics)
    {
        var scanner = new Scanner(text, diagnostics);
        while (scanner.SkipBlanks())
        {
            scanner.ScanToken();
        }

        scanner._tokens.Add(new Token(TokenKind.End, text.Length, text.Length));
        return scanner._tokens.ToArray();
    }

    private char Peek(int distance) => _at + distance < _text.Length ? _text[_at + distance] : '\0';

    private void Add(TokenKind kind, int end, object? value = null)
    {
        _tokens.Add(new Token(kind, _at, end, value));
        _at = end;
    }

    private void ScanToken()
    {
        char c = _text[_at];
        if (SyntaxFacts.IsNameStart(c))
        {
            ScanName();
        }
        else if (SyntaxFacts.IsDigit(c) || (c == '.' && SyntaxFacts.IsDigit(Peek(1))))
        {
            ScanNumber();
        }
        else if (c == '"')
        {
            ScanString();
        }
        else if (c == '\'')
        {
            ScanSingleQuotedString();
        }
        else if (c == '?' && Peek(1) is '"' or '\'')
        {
            ScanLegacyRawString();
        }
        else if (c == '`')
        {
            ScanQuotedName();
        }
        else
        {
            ScanOperator();
        }
    }

    private void ScanName()
    {
        int end = _at + 1;
        while (end < _text.Length && SyntaxFacts.IsNamePart(_text[end]))
        {
            end++;
        }

        if (end < _text.Length && _text[end] == '~' && SyntaxFacts.IsLetter(_text[_at]))
        {
            TokenKind keyword = SyntaxFacts.KeywordAt(_text, _at, end + 1 - _at);
            if (keyword == TokenKind.Identifier)
            {
                Add(TokenKind.InsensitiveName, end + 1, _text.Substring(_at, end - _at));
            }
            else
            {
                Add(keyword, end + 1);
            }

            return;
        }

        Add(SyntaxFacts.KeywordAt(_text, _at, end - _at), end);
    }

    private void ScanNumber()
    {
        int end = SkipDigits(_at);
        bool isDecimal = false;
        if (end < _text.Length && _text[end] == '.')
        {
            isDecimal = true;
            end = SkipDigits(end + 1);
        }

        if (end < _text.Length && _text[end] is 'e' or 'E')
        {
            int digits = end + 1 < _text.Length && _text[end + 1] is '+' or '-' ? end + 2 : end + 1;
            if (digits < _text.Length && SyntaxFacts.IsDigit(_text[digits]))
            {
                isDecimal = true;
                end = SkipDigits(digits);
            }
        }

        string number = _text.Substring(_at, end - _at);
        Add(isDecimal ? TokenKind.Decimal : TokenKind.Integer, end, isDecimal ? DoubleOf(number) : WholeOf(number));
    }

    private int SkipDigits(int from)
    {
        while (from < _text.Length && SyntaxFacts.IsDigit(_text[from]))
        {
            from++;
        }

        return from;
    }

    private static object WholeOf(string digits) =>
        long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long whole) ? whole
        : ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out ulong larger) ? larger
        : DoubleOf(digits);

    // Older runtimes refuse what is too large, newer ones read it as infinity.
    private static object DoubleOf(string number) =>
        double.TryParse(number, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out double value)
            ? value
            : double.PositiveInfinity;

    private void ScanOperator()
    {
        foreach (KeyValuePair<string, string> foreign in SyntaxFacts.ForeignOperators)
        {
            if (foreign.Key[0] == _text[_at] && string.CompareOrdinal(foreign.Key, 0, _text, _at, foreign.Key.Length) == 0
                && !(foreign.Key == "!" && Peek(1) is '=' or '['))
            {
                Add(TokenKind.ForeignOperator, _at + foreign.Key.Length, foreign.Value);
                return;
            }
        }

        TokenKind kind = SyntaxFacts.OperatorAt(_text, _at, out int length);
        if (kind == TokenKind.Bad)
        {
            ScanUnexpected();
        }
        else
        {
            Add(kind, _at + length);
        }
    }

    /// <summary>Moves to the next token; false at the end of the text.</summary>
    private bool SkipBlanks()
    {
        while (_at < _text.Length)
        {
            char c = _text[_at];
            if (c is ' ' or '\t' or '\r' or '\n')
            {
                _at++;
            }
            else if (c == '/' && Peek(1) == '/')
            {
                int end = _text.IndexOfAny(LineEnds, _at);
                _at = end < 0 ? _text.Length : end;
            }
            else if (c == '/' && Peek(1) == '*')
            {
                SkipBlockComment();
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    // Block comments nest.
    private void SkipBlockComment()
    {
        int start = _at;
        int depth = 0;
        while (_at < _text.Length)
        {
            if (_text[_at] == '/' && Peek(1) == '*')
            {
                depth++;
                _at += 2;
            }
            else if (_text[_at] == '*' && Peek(1) == '/')
            {
                depth--;
                _at += 2;
                if (depth == 0)
                {
                    return;
                }
            }
            else
            {
                _at++;
            }
        }

        _diagnostics.Error(DiagnosticCode.UnterminatedComment, new TextSpan(start, 2));
    }
}
