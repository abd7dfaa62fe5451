using System.Text;

namespace EqlPS.Toml;

/// <summary>Reads the four kinds of strings.</summary>
internal sealed class TomlStrings(TomlScanner scanner)
{
    /// <summary>Enough for a hundred thousand escapes of one string; places behind them are approximate.</summary>
    private const int JumpLimit = 300_000;

    private readonly StringBuilder _builder = new();
    private List<int>? _jumps;
    private bool _built;

    /// <summary>Reads the string whose first quote is under the cursor; null on an error.</summary>
    public TomlValue? ReadValue()
    {
        char quote = scanner.Current;
        TomlPosition position = scanner.Position;
        bool multiLine = scanner.Peek(1) == quote && scanner.Peek(2) == quote;
        TomlPosition content = scanner.PositionAt(scanner.Offset + 1);
        string? text = multiLine ? ReadMultiLine(quote, out content) : ReadSingleLine(quote);
        if (text is null)
        {
            return null;
        }

        int[]? jumps = _jumps is { Count: > 0 } ? _jumps.ToArray() : null;
        return TomlValue.FromString(position, text, content, multiLine, jumps);
    }

    /// <summary>Reads a quoted key; null on an error.</summary>
    public string? ReadKey()
    {
        char quote = scanner.Current;
        if (scanner.Peek(1) == quote && scanner.Peek(2) == quote)
        {
            scanner.Fail("A key cannot be a multi-line string; use single quotation marks around it.");
            return null;
        }

        return ReadSingleLine(quote);
    }

    private string? ReadSingleLine(char quote)
    {
        string text = scanner.Text;
        TomlPosition position = scanner.Position;
        int opening = scanner.Offset++;
        int start = Begin();
        while (scanner.Offset < text.Length)
        {
            char c = text[scanner.Offset];
            if (c == quote)
            {
                string value = End(start, scanner.Offset);
                scanner.Offset++;
                return value;
            }

            if (c == '\\' && quote == '"')
            {
                if (!ReadEscape(ref start, multiLine: false))
                {
                    return null;
                }
            }
            else if (!TomlScanner.IsControl(c))
            {
                scanner.Offset++;
            }
            else if (scanner.AtLineEnd)
            {
                break;
            }
            else
            {
                scanner.FailControl();
                return null;
            }
        }

        string advice = $"end it with {quote}, or put {new string(quote, 3)} around text of several lines.";
        scanner.Fail("This string is not closed on its line; " + advice, position, opening);
        return null;
    }

    private string? ReadMultiLine(char quote, out TomlPosition content)
    {
        string text = scanner.Text;
        TomlPosition position = scanner.Position;
        int opening = scanner.Offset;
        scanner.Offset += 3;
        if (scanner.Current == '\n' || scanner.Current == '\r' && scanner.Peek(1) == '\n')
        {
            scanner.StartLine(scanner.Offset + (scanner.Current == '\r' ? 2 : 1));
        }

        content = scanner.Position;
        int start = Begin();
        while (scanner.Offset < text.Length)
        {
            char c = text[scanner.Offset];
            if (c == quote && scanner.Peek(1) == quote && scanner.Peek(2) == quote)
            {
                // Up to two quotes may stand before the closing three.
                scanner.Offset += scanner.Peek(3) != quote ? 0 : scanner.Peek(4) != quote ? 1 : 2;
                string value = End(start, scanner.Offset);
                scanner.Offset += 3;
                return value;
            }

            if (c == '\\' && quote == '"')
            {
                if (!ReadEscape(ref start, multiLine: true) && !SkipLineContinuation(ref start))
                {
                    return null;
                }
            }
            else if (c == '\n')
            {
                scanner.StartLine(scanner.Offset + 1);
            }
            else if (c == '\r' && scanner.Peek(1) == '\n')
            {
                // A file means the same whichever line ends a checkout gave it.
                Flush(start, scanner.Offset);
                start = scanner.Offset + 1;
                scanner.StartLine(scanner.Offset + 2);
            }
            else if (TomlScanner.IsControl(c))
            {
                scanner.FailControl();
                return null;
            }
            else
            {
                scanner.Offset++;
            }
        }

        scanner.Fail($"This multi-line string is not closed; end it with {new string(quote, 3)}.", position, opening);
        return null;
    }

    private int Begin()
    {
        _built = false;
        _jumps?.Clear();
        return scanner.Offset;
    }

    private void Flush(int start, int end)
    {
        if (!_built)
        {
            _builder.Clear();
            _built = true;
        }

        _builder.Append(scanner.Text, start, end - start);
    }

    private string End(int start, int end)
    {
        if (!_built)
        {
            return scanner.Text.Substring(start, end - start);
        }

        Flush(start, end);
        return _builder.ToString();
    }

    private void NoteJump()
    {
        _jumps ??= [];
        if (_jumps.Count >= JumpLimit)
        {
            return;
        }

        TomlPosition position = scanner.Position;
        _jumps.Add(_builder.Length);
        _jumps.Add(position.Line);
        _jumps.Add(position.Column);
    }

    /// <summary>Decodes the escape under the cursor. False on an error, and without one where the backslash may end its line.</summary>
    private bool ReadEscape(ref int start, bool multiLine)
    {
        char escape = scanner.Peek(1);
        if (escape is '\n' or '\r' or ' ' or '\t')
        {
            return !multiLine && FailEscape();
        }

        Flush(start, scanner.Offset);
        char decoded = escape switch
        {
            'b' => '\b',
            't' => '\t',
            'n' => '\n',
            'f' => '\f',
            'r' => '\r',
            '"' => '"',
            '\\' => '\\',
            _ => '\0',
        };
        if (decoded != '\0')
        {
            _builder.Append(decoded);
            scanner.Offset += 2;
        }
        else if (escape is 'u' or 'U')
        {
            if (!ReadCodePoint(escape == 'u' ? 4 : 8))
            {
                return false;
            }
        }
        else
        {
            return FailEscape();
        }

        start = scanner.Offset;
        NoteJump();
        return true;
    }

    private bool ReadCodePoint(int digits)
    {
        uint value = 0;
        for (int i = 0; i < digits; i++)
        {
            int digit = TomlNumbers.DigitValue(scanner.Peek(2 + i));
            if (digit > 15)
            {
                return scanner.Fail(digits == 4
                    ? "\\u takes exactly 4 hexadecimal digits; to write a backslash, double it or use single quotation marks."
                    : "\\U takes exactly 8 hexadecimal digits; to write a backslash, double it or use single quotation marks.");
            }

            value = value << 4 | (uint)digit;
        }

        if (value > 0x10FFFF || value is >= 0xD800 and <= 0xDFFF)
        {
            return scanner.Fail("This escape is not a Unicode character; use one of 0000 to D7FF or E000 to 10FFFF.");
        }

        if (value > 0xFFFF)
        {
            _builder.Append((char)(0xD7C0 + (value >> 10))).Append((char)(0xDC00 | value & 0x3FF));
        }
        else
        {
            _builder.Append((char)value);
        }

        scanner.Offset += 2 + digits;
        return true;
    }

    /// <summary>Skips a backslash that ends its line and all white space up to the next text; false on an error.</summary>
    private bool SkipLineContinuation(ref int start)
    {
        if (scanner.Error is not null)
        {
            return false;
        }

        int backslash = scanner.Offset;
        Flush(start, backslash);
        scanner.Offset++;
        scanner.SkipBlanks();
        if (!scanner.AtLineEnd)
        {
            scanner.Offset = backslash;
            return FailEscape();
        }

        while (true)
        {
            scanner.SkipBlanks();
            int length = scanner.Current == '\n' ? 1 : scanner.Current == '\r' && scanner.Peek(1) == '\n' ? 2 : 0;
            if (length == 0)
            {
                break;
            }

            scanner.StartLine(scanner.Offset + length);
        }

        start = scanner.Offset;
        NoteJump();
        return true;
    }

    private bool FailEscape()
    {
        char escape = scanner.Peek(1);
        string shown = TomlScanner.IsControl(escape) || char.IsSurrogate(escape) ? "This backslash" : TomlScanner.Show("\\" + escape);
        const string Known = "\\b \\t \\n \\f \\r \\\" \\\\ \\uXXXX \\UXXXXXXXX";
        return scanner.Fail($"{shown} is not an escape; use {Known}, or single quotation marks for text with backslashes.");
    }
}
