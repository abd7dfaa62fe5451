using System.Globalization;
using System.Text;

namespace EqlPS.Toml;

/// <summary>The cursor over a text: offset, line, the blank parts of the grammar, and the first error.</summary>
internal sealed class TomlScanner
{
    private int _lineStart;
    private int _values;

    /// <param name="text">Well-formed UTF-16.</param>
    public TomlScanner(string text)
    {
        Text = text;
        Offset = text.Length > 0 && text[0] == '\uFEFF' ? 1 : 0;
        _lineStart = Offset;
    }

    public string Text { get; }

    public int Offset { get; set; }

    public int Line { get; private set; } = 1;

    public TomlError? Error { get; private set; }

    public bool AtEnd => Offset >= Text.Length;

    /// <summary>The character under the cursor; NUL, which TOML forbids everywhere, at the end.</summary>
    public char Current => (uint)Offset < (uint)Text.Length ? Text[Offset] : '\0';

    /// <summary>The cursor's place.</summary>
    public TomlPosition Position => PositionAt(Offset);

    public bool AtLineEnd => AtEnd || Current is '\n' or '\r';

    /// <summary>The place of an offset on the current line.</summary>
    public TomlPosition PositionAt(int offset) => new(Line, offset - _lineStart + 1);

    /// <summary>The character <paramref name="ahead"/> places on, or NUL.</summary>
    public char Peek(int ahead) => (uint)(Offset + ahead) < (uint)Text.Length ? Text[Offset + ahead] : '\0';

    /// <summary>Notes an error at the cursor unless there is one already; always false.</summary>
    public bool Fail(string message) => Fail(message, Position, Offset);

    public bool Fail(string message, TomlPosition position, int offset)
    {
        Error ??= new TomlError(message, position, offset);
        return false;
    }

    /// <summary>Counts a value or table that is about to be made; false once there are too many.</summary>
    public bool CountValue() =>
        ++_values <= TomlDocument.MaximumValues || Fail("The file holds more than 1,000,000 values; split it.");

    /// <summary>Notes that the line now starts at <paramref name="offset"/>, behind a line feed.</summary>
    public void StartLine(int offset)
    {
        Offset = offset;
        _lineStart = offset;
        Line++;
    }

    /// <summary>Skips spaces and tabs.</summary>
    public void SkipBlanks()
    {
        while (Current is ' ' or '\t')
        {
            Offset++;
        }
    }

    /// <summary>Skips blanks, comments and line ends; false on an error in them.</summary>
    public bool SkipLines()
    {
        while (true)
        {
            SkipBlanks();
            if (Current == '#' && !SkipComment())
            {
                return false;
            }

            if (AtEnd || Current is not ('\n' or '\r'))
            {
                return true;
            }

            if (!ReadLineEnd())
            {
                return false;
            }
        }
    }

    /// <summary>Requires that nothing but blanks and a comment follows on this line.</summary>
    public bool EndStatement(string message)
    {
        SkipBlanks();
        if (Current == '#' && !SkipComment())
        {
            return false;
        }

        return AtEnd || (AtLineEnd ? ReadLineEnd() : Fail(message));
    }

    /// <summary>Says that a character which must not stand in a file stands under the cursor.</summary>
    public bool FailControl()
    {
        if (Current == '\r')
        {
            return Fail("A carriage return must be followed by a line feed; end lines with LF or CRLF.");
        }

        string code = ((int)Current).ToString("X4", CultureInfo.InvariantCulture);
        return Fail($"The control character U+{code} is not allowed here; write it as \\u{code} in a basic string.");
    }

    /// <summary>True for the characters that neither comments nor strings may hold.</summary>
    public static bool IsControl(char c) => c < ' ' && c != '\t' || c == '\u007F';

    /// <summary>A piece of the file as a message may show it: shortened, in quotes, invisible characters as escapes.</summary>
    public static string Show(string text)
    {
        const int Longest = 40;
        StringBuilder shown = new("'");
        for (int i = 0; i < text.Length; i++)
        {
            if (i >= Longest && !char.IsLowSurrogate(text[i]))
            {
                shown.Append("...");
                break;
            }

            char c = text[i];
            UnicodeCategory category = char.IsSurrogate(c) ? UnicodeCategory.OtherSymbol : CharUnicodeInfo.GetUnicodeCategory(c);
            if (category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator)
            {
                shown.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
            }
            else
            {
                shown.Append(c);
            }
        }

        return shown.Append('\'').ToString();
    }

    /// <summary>The character under the cursor for a message, a surrogate pair whole.</summary>
    public string ShowCurrent() =>
        Show(char.IsHighSurrogate(Current) && char.IsLowSurrogate(Peek(1)) ? Text.Substring(Offset, 2) : Current.ToString());

    private bool SkipComment()
    {
        while (!AtEnd)
        {
            char c = Text[Offset];
            if (IsControl(c))
            {
                return c == '\n' || c == '\r' && Peek(1) == '\n' || FailControl();
            }

            Offset++;
        }

        return true;
    }

    private bool ReadLineEnd()
    {
        int length = Current == '\r' ? 2 : 1;
        if (Peek(length - 1) != '\n')
        {
            return FailControl();
        }

        StartLine(Offset + length);
        return true;
    }
}
