using EqlPS.Toml;

namespace EqlPS.Rules;

/// <summary>Turns byte offsets of a JSON file, asked for in rising order, into lines and columns.</summary>
internal sealed class RuleJsonPlaces
{
    private readonly byte[] _content;
    private int _offset;
    private int _line = 1;
    private int _column = 1;
    private (int Offset, int Line, int Column) _mark;

    public RuleJsonPlaces(byte[] content)
    {
        _content = content;
        Start = content.Length >= 3 && content[0] == 0xEF && content[1] == 0xBB && content[2] == 0xBF ? 3 : 0;
        _offset = Start;
    }

    /// <summary>The first byte behind a byte order mark.</summary>
    public int Start { get; }

    /// <summary>Notes a place to go back to.</summary>
    public void Mark(int offset)
    {
        Find(offset);
        _mark = (_offset, _line, _column);
    }

    /// <summary>Goes back to the last mark.</summary>
    public void Rewind() => (_offset, _line, _column) = _mark;

    /// <summary>The place of a byte that lies not before the last one asked for; for an earlier one, that of the last.</summary>
    public TomlPosition Find(int offset)
    {
        for (; _offset < offset && _offset < _content.Length; _offset++)
        {
            byte b = _content[_offset];
            if (b == (byte)'\n')
            {
                _line++;
                _column = 1;
            }
            else
            {
                _column += Utf16Length(b);
            }
        }

        return new TomlPosition(_line, _column);
    }

    /// <summary>The place of a byte given by line and byte within the text that starts at <paramref name="start"/>, both from 0.</summary>
    public TomlPosition Find(int start, int line, int byteInLine)
    {
        int offset = start;
        for (; line > 0; line--)
        {
            int end = _content.AsSpan(offset).IndexOf((byte)'\n');
            if (end < 0)
            {
                break;
            }

            offset += end + 1;
        }

        return Find(Math.Min(_content.Length, offset + byteInLine));
    }

    /// <summary>Triples (decoded offset, line, column), one behind every escape of a raw JSON string.</summary>
    public static int[] FindJumps(ReadOnlySpan<byte> raw, TomlPosition content)
    {
        List<int> jumps = [];
        int decoded = 0;
        int column = content.Column;
        for (int i = 0; i < raw.Length; i++)
        {
            if (raw[i] != (byte)'\\')
            {
                int length = Utf16Length(raw[i]);
                decoded += length;
                column += length;
                continue;
            }

            int escape = i + 1 < raw.Length && raw[i + 1] == (byte)'u' ? 6 : 2;
            i += escape - 1;
            column += escape;
            decoded++;
            jumps.Add(decoded);
            jumps.Add(content.Line);
            jumps.Add(column);
        }

        return [.. jumps];
    }

    /// <summary>UTF-16 code units that a byte of UTF-8 begins: none for a byte within a character, two for a pair.</summary>
    private static int Utf16Length(byte b) => (b & 0xC0) == 0x80 ? 0 : b >= 0xF0 ? 2 : 1;
}
