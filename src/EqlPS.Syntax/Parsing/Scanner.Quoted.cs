using System.Globalization;
using System.Text;
using EqlPS.Diagnostics;

namespace EqlPS.Parsing;

/// <content>Strings in all their forms, quoted names, and what cannot start a token.</content>
internal sealed partial class Scanner
{
    private const string RawQuote = "\"\"\"";

    private static readonly char[] LineEnds = ['\r', '\n'];

    private int _lineEnd = -1;

    // Kept, since a line with many strings would otherwise be searched to its end for each of them.
    private int LineEnd(int from)
    {
        if (_lineEnd < from)
        {
            int end = _text.IndexOfAny(LineEnds, from);
            _lineEnd = end < 0 ? _text.Length : end;
        }

        return _lineEnd;
    }

    private void ScanString()
    {
        if (string.CompareOrdinal(RawQuote, 0, _text, _at, RawQuote.Length) == 0)
        {
            ScanRawString();
            return;
        }

        int close = FindClosingQuote(_at + 1, '"', out bool hasEscapes);
        if (close < 0)
        {
            Unterminated(TokenKind.String, DiagnosticCode.UnterminatedString, LineEnd(_at));
            return;
        }

        int body = _at + 1;
        Add(TokenKind.String, close + 1, hasEscapes ? Unescape(body, close) : _text.Substring(body, close - body));
    }

    // The shortest body that reaches three quotes; up to two quotes more right behind them belong to the body.
    private void ScanRawString()
    {
        int body = _at + RawQuote.Length;
        int lineEnd = LineEnd(body);
        int close = _text.IndexOf(RawQuote, body, lineEnd - body, StringComparison.Ordinal);
        if (close < 0)
        {
            Unterminated(TokenKind.String, DiagnosticCode.UnterminatedString, lineEnd);
            return;
        }

        for (int extra = 0; extra < 2 && close + RawQuote.Length < _text.Length && _text[close + RawQuote.Length] == '"'; extra++)
        {
            close++;
        }

        Add(TokenKind.String, close + RawQuote.Length, _text.Substring(body, close - body));
    }

    private void ScanSingleQuotedString()
    {
        int close = FindClosingQuote(_at + 1, '\'', out _);
        if (close < 0)
        {
            Unterminated(TokenKind.String, DiagnosticCode.UnterminatedString, LineEnd(_at));
            return;
        }

        string body = _text.Substring(_at + 1, close - _at - 1);
        string suggestion = body.IndexOf('"') < 0 ? $"\"{body}\"" : $"{RawQuote}{body}{RawQuote}";
        _diagnostics.Error(
            DiagnosticCode.SingleQuotedString, TextSpan.FromBounds(_at, close + 1), SyntaxErrorText.Shown(suggestion, "\"...\""));
        Add(TokenKind.String, close + 1, body);
    }

    private void ScanLegacyRawString()
    {
        char quote = _text[_at + 1];
        int close = FindClosingQuote(_at + 2, quote, out _);
        if (close < 0)
        {
            Unterminated(TokenKind.String, DiagnosticCode.UnterminatedString, LineEnd(_at));
            return;
        }

        string body = _text.Substring(_at + 2, close - _at - 2);
        _diagnostics.Error(
            DiagnosticCode.LegacyRawString,
            TextSpan.FromBounds(_at, close + 1),
            SyntaxErrorText.Shown($"{RawQuote}{body}{RawQuote}", "\"\"\"...\"\"\""));
        Add(TokenKind.String, close + 1, body);
    }

    private void ScanQuotedName()
    {
        int end = _at + 1;
        bool hasDoubled = false;
        while (true)
        {
            end = _text.IndexOf('`', Math.Min(end, _text.Length));
            if (end < 0)
            {
                Unterminated(TokenKind.QuotedName, DiagnosticCode.UnterminatedQuotedName, LineEnd(_at));
                return;
            }

            if (end + 1 == _text.Length || _text[end + 1] != '`')
            {
                break;
            }

            hasDoubled = true;
            end += 2;
        }

        string name = _text.Substring(_at + 1, end - _at - 1);
        Add(TokenKind.QuotedName, end + 1, hasDoubled ? name.Replace("``", "`") : name);
    }

    // The closing quote on this line, or -1; a backslash always takes the next character with it.
    private int FindClosingQuote(int from, char quote, out bool hasEscapes)
    {
        hasEscapes = false;
        for (int i = from; i < _text.Length && _text[i] is not ('\r' or '\n'); i++)
        {
            if (_text[i] == quote)
            {
                return i;
            }

            if (_text[i] == '\\')
            {
                hasEscapes = true;
                i++;
                if (i < _text.Length && _text[i] is '\r' or '\n')
                {
                    return -1;
                }
            }
        }

        return -1;
    }

    private void Unterminated(TokenKind kind, DiagnosticCode code, int end)
    {
        _diagnostics.Error(code, TextSpan.FromBounds(_at, end));
        Add(kind, end, string.Empty);
    }

    private string Unescape(int from, int to)
    {
        var decoded = new StringBuilder(to - from);
        for (int i = from; i < to; i++)
        {
            if (_text[i] != '\\')
            {
                decoded.Append(_text[i]);
                continue;
            }

            i++;
            switch (_text[i])
            {
                case 'b': decoded.Append('\b'); break;
                case 't': decoded.Append('\t'); break;
                case 'n': decoded.Append('\n'); break;
                case 'f': decoded.Append('\f'); break;
                case 'r': decoded.Append('\r'); break;
                case '"': decoded.Append('"'); break;
                case '\'': decoded.Append('\''); break;
                case '\\': decoded.Append('\\'); break;
                case 'u': i = UnescapeCodePoint(i - 1, to, decoded); break;
                default:
                    int length = char.IsHighSurrogate(_text[i]) && i + 1 < to ? 3 : 2;
                    _diagnostics.Error(
                        DiagnosticCode.InvalidEscape, new TextSpan(i - 1, length), $"[{_text.Substring(i - 1, length)}]");
                    i += length - 2;
                    break;
            }
        }

        return decoded.ToString();
    }

    // \u{H..H} with 2 to 8 digits; returns the offset of the last character that belongs to it.
    private int UnescapeCodePoint(int start, int to, StringBuilder decoded)
    {
        int digits = start + 3;
        int end = digits;
        uint value = 0;
        bool isOpen = digits - 1 < to && _text[digits - 1] == '{';
        while (isOpen && end < to && HexDigit(_text[end]) is >= 0 and int digit)
        {
            value = end - digits < 8 ? (value << 4) | (uint)digit : value;
            end++;
        }

        bool isClosed = isOpen && end < to && _text[end] == '}';
        bool isCharacter = value <= 0x10FFFF && value is < 0xD800 or > 0xDFFF;
        if (isClosed && end - digits is >= 2 and <= 8 && isCharacter)
        {
            decoded.Append(char.ConvertFromUtf32((int)value));
            return end;
        }

        int last = isClosed ? end : Math.Max(Math.Min(end, to) - 1, start + 1);
        string escape = SyntaxErrorText.Shown(_text.Substring(start, last + 1 - start), @"\u{...}");
        _diagnostics.Error(DiagnosticCode.InvalidUnicodeEscape, TextSpan.FromBounds(start, last + 1), $"[{escape}]");
        return last;
    }

    private static int HexDigit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => -1,
    };

    private void ScanUnexpected()
    {
        if (_text[_at] is '\u201C' or '\u201D' or '\u2018' or '\u2019')
        {
            ScanTypographicString();
            return;
        }

        int end = _at;
        do
        {
            end += char.IsHighSurrogate(_text[end]) && end + 1 < _text.Length && char.IsLowSurrogate(_text[end + 1]) ? 2 : 1;
        }
        while (end < _text.Length && (_text[end] == _text[_at] || IsUnexpected(_text[end])));

        _diagnostics.Error(DiagnosticCode.UnexpectedCharacter, TextSpan.FromBounds(_at, end), DescribeUnexpected());
        Add(TokenKind.Bad, end);
    }

    private static bool IsUnexpected(char c) =>
        c > '\u007F' ? c is not ('\u201C' or '\u201D' or '\u2018' or '\u2019') : c is < ' ' and not ('\t' or '\r' or '\n') or '\u007F';

    private string DescribeUnexpected()
    {
        char c = _text[_at];
        if (c is > ' ' and < '\u007F')
        {
            string hint = c switch
            {
                ';' => "; a query ends without a semicolon",
                '~' => "; it goes right behind a function name, [in], [like] or [regex]",
                '\\' => "; a backslash stands only in strings",
                '{' or '}' => "; groups and lists take parentheses",
                '#' => "; comments start with //",
                _ => string.Empty,
            };
            return $"[{c}]{hint}";
        }

        bool isPair = char.IsHighSurrogate(c) && _at + 1 < _text.Length && char.IsLowSurrogate(_text[_at + 1]);
        int codePoint = isPair ? char.ConvertToUtf32(c, _text[_at + 1]) : c;
        string name = codePoint.ToString("X4", CultureInfo.InvariantCulture);
        if (c == '\u00A0')
        {
            return $"U+{name} (a blank that does not break; write an ordinary one)";
        }

        UnicodeCategory category = isPair ? CharUnicodeInfo.GetUnicodeCategory(_text, _at) : CharUnicodeInfo.GetUnicodeCategory(c);
        return category switch
        {
            UnicodeCategory.LowercaseLetter or UnicodeCategory.UppercaseLetter or UnicodeCategory.OtherLetter =>
                $"[{_text.Substring(_at, isPair ? 2 : 1)}] (U+{name}); a name with other letters than a-z takes back quotes",
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.SpaceSeparator => $"U+{name}",
            _ => $"[{_text.Substring(_at, isPair ? 2 : 1)}] (U+{name})",
        };
    }

    // Word processors turn quotes into these; the text up to the next of them on the line was meant as a string.
    private void ScanTypographicString()
    {
        int close = _text.IndexOfAny(['\u201C', '\u201D', '\u2018', '\u2019', '"', '\r', '\n'], _at + 1);
        int end = close < 0 ? _text.Length : _text[close] is '\r' or '\n' ? close : close + 1;
        string character = $"[{_text[_at]}] (U+{((int)_text[_at]).ToString("X4", CultureInfo.InvariantCulture)})";
        _diagnostics.Error(
            DiagnosticCode.UnexpectedCharacter,
            new TextSpan(_at, 1),
            $"{character}, a typographic quote; strings take straight ones: \"...\"");
        Add(TokenKind.String, end, string.Empty);
    }
}
