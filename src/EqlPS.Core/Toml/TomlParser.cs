namespace EqlPS.Toml;

/// <summary>The grammar: statements, headers, keys and nested values.</summary>
internal sealed class TomlParser
{
    public const string DepthMessage = "This is nested more than 100 levels deep; flatten it.";

    private readonly TomlScanner _scanner;
    private readonly TomlStrings _strings;
    private readonly TomlKeyPath _path = new();
    private readonly TomlTree _tree;

    public TomlParser(TomlScanner scanner)
    {
        _scanner = scanner;
        _strings = new TomlStrings(scanner);
        _tree = new TomlTree(scanner, _path);
    }

    /// <summary>Reads the whole text; null if the scanner holds an error.</summary>
    public TomlTable? Parse()
    {
        TomlTable root = new(TomlTableOrigin.Header, 0);
        TomlTable? current = root;
        while (_scanner.SkipLines() && !_scanner.AtEnd)
        {
            if (_scanner.Current == '[')
            {
                current = ReadHeader(root);
                if (current is null || !_scanner.EndStatement("A header must be alone on its line; start a new line after it."))
                {
                    break;
                }
            }
            else if (!ReadAssignment(current)
                || !_scanner.EndStatement("The line must end after a value; start a new line for the next key."))
            {
                break;
            }
        }

        return _scanner.Error is null ? root : null;
    }

    private TomlTable? ReadHeader(TomlTable root)
    {
        bool isElement = _scanner.Peek(1) == '[';
        _scanner.Offset += isElement ? 2 : 1;
        _scanner.SkipBlanks();
        if (!ReadKey(']'))
        {
            return null;
        }

        if (_scanner.Current != ']' || isElement && _scanner.Peek(1) != ']')
        {
            _scanner.Fail(isElement
                ? "The header of an array of tables must be closed with ]]."
                : "A table header must be closed with ].");
            return null;
        }

        _scanner.Offset += isElement ? 2 : 1;
        return _tree.OpenHeader(root, isElement);
    }

    private bool ReadAssignment(TomlTable container)
    {
        if (!ReadKey('='))
        {
            return false;
        }

        int last = _path.Count - 1;
        string key = _path[last];
        TomlPosition position = _path.PositionOf(last);
        if (_scanner.Current != '=')
        {
            string shown = TomlScanner.Show(key);
            return _scanner.Fail(_scanner.AtLineEnd
                ? $"The key {shown} has no value; write = and a value after it."
                : $"Write = between the key {shown} and its value; a key with spaces or other signs needs quotation marks.");
        }

        TomlTable? table = _tree.OpenDotted(container);
        if (table is null || !_tree.CheckUnused(table))
        {
            return false;
        }

        _scanner.Offset++;
        _scanner.SkipBlanks();
        TomlValue? value = ReadValue(table.Depth + 1);
        if (value is null)
        {
            return false;
        }

        table.Add(key, position, value);
        return true;
    }

    /// <summary>Reads a dotted key into the path and the blanks behind it.</summary>
    private bool ReadKey(char terminator)
    {
        _path.Clear();
        while (true)
        {
            TomlPosition position = _scanner.Position;
            int offset = _scanner.Offset;
            string? part = _scanner.Current is '"' or '\'' ? _strings.ReadKey() : ReadBareKey(terminator);
            if (part is null)
            {
                return false;
            }

            if (_path.Count == TomlDocument.MaximumDepth)
            {
                return _scanner.Fail(DepthMessage, position, offset);
            }

            _path.Add(part, position, offset);
            _scanner.SkipBlanks();
            if (_scanner.Current != '.')
            {
                return true;
            }

            _scanner.Offset++;
            _scanner.SkipBlanks();
        }
    }

    private string? ReadBareKey(char terminator)
    {
        string text = _scanner.Text;
        int start = _scanner.Offset;
        int end = start;
        while (end < text.Length && IsBareKeyCharacter(text[end]))
        {
            end++;
        }

        if (end > start)
        {
            _scanner.Offset = end;
            return _path.Share(text, start, end - start);
        }

        if (_scanner.AtLineEnd || _scanner.Current == terminator || _scanner.Current == '.')
        {
            _scanner.Fail("A key is missing here; an empty key is written as \"\".");
        }
        else if (TomlScanner.IsControl(_scanner.Current))
        {
            _scanner.FailControl();
        }
        else
        {
            const string Advice = "put quotation marks around a key with other signs than letters, digits, _ and -.";
            _scanner.Fail($"A key cannot start with {_scanner.ShowCurrent()}; {Advice}");
        }

        return null;
    }

    private static bool IsBareKeyCharacter(char c) => TomlNumbers.DigitValue(c) < 99 || c is '_' or '-';

    /// <summary>Reads a value with <paramref name="depth"/> tables and arrays around it; null on an error.</summary>
    private TomlValue? ReadValue(int depth)
    {
        if (depth > TomlDocument.MaximumDepth)
        {
            _scanner.Fail(DepthMessage);
            return null;
        }

        if (!_scanner.CountValue())
        {
            return null;
        }

        switch (_scanner.Current)
        {
            case '"' or '\'':
                return _strings.ReadValue();
            case '[':
                return ReadArray(depth);
            case '{':
                return ReadInlineTable(depth);
        }

        if (_scanner.AtLineEnd || _scanner.Current == '#')
        {
            _scanner.Fail("A value is missing here.");
            return null;
        }

        if (TomlScanner.IsControl(_scanner.Current))
        {
            _scanner.FailControl();
            return null;
        }

        return TomlNumbers.Read(_scanner);
    }

    private TomlValue? ReadArray(int depth)
    {
        TomlPosition position = _scanner.Position;
        int opening = _scanner.Offset++;
        TomlArray array = new();
        while (_scanner.SkipLines())
        {
            if (_scanner.Current == ']')
            {
                _scanner.Offset++;
                return TomlValue.FromArray(position, array);
            }

            if (_scanner.AtEnd)
            {
                _scanner.Fail("This array is not closed; end it with ].", position, opening);
                return null;
            }

            if (_scanner.Current == ',')
            {
                _scanner.Fail("A value is missing before this comma.");
                return null;
            }

            TomlValue? item = ReadValue(depth + 1);
            if (item is null || !_scanner.SkipLines())
            {
                return null;
            }

            array.Add(item);
            if (_scanner.Current == ',')
            {
                _scanner.Offset++;
            }
            else if (_scanner.Current != ']' && !_scanner.AtEnd)
            {
                _scanner.Fail("Write , or ] after a value of an array.");
                return null;
            }
        }

        return null;
    }

    private TomlValue? ReadInlineTable(int depth)
    {
        TomlPosition position = _scanner.Position;
        _scanner.Offset++;
        TomlTable table = new(TomlTableOrigin.Inline, depth);
        _scanner.SkipBlanks();
        if (_scanner.Current == '}')
        {
            _scanner.Offset++;
            return TomlValue.FromTable(position, table);
        }

        while (CheckInlineKey() && ReadAssignment(table))
        {
            _scanner.SkipBlanks();
            char c = _scanner.Current;
            if (c is not (',' or '}'))
            {
                _scanner.Fail(_scanner.AtLineEnd || c == '#'
                    ? "An inline table must be closed with } on its line; use a [table] for more lines."
                    : "Write , or } after a value of an inline table.");
                return null;
            }

            _scanner.Offset++;
            if (c == '}')
            {
                return TomlValue.FromTable(position, table);
            }

            _scanner.SkipBlanks();
        }

        return null;
    }

    private bool CheckInlineKey()
    {
        if (_scanner.Current == '}')
        {
            return _scanner.Fail("An inline table must not end with a comma; remove it.");
        }

        if (_scanner.AtLineEnd || _scanner.Current == '#')
        {
            return _scanner.Fail("An inline table must be closed with } on its line; use a [table] for more lines.");
        }

        return true;
    }
}
