namespace EqlPS.Patterns;

/// <summary>
/// Reads Lucene's regular expressions, all optional operators on, into a tree. As there, a character that would be an operator is taken
/// literally where an operand must begin: <c>|a</c> is a bar and an a. Open groups are a list and not recursion.
/// </summary>
internal sealed class RegexParser
{
    /// <summary>How deeply groups may nest.</summary>
    public const int MaxGroups = 100;

    /// <summary>How many levels the tree may have: operators of all kinds stacked upon each other.</summary>
    public const int MaxDepth = 400;

    private readonly RegexCursor _cursor;
    private readonly RegexClassParser _classes;
    private readonly RegexCounts _counts;
    private readonly bool _ignoreCase;
    private readonly Dictionary<int, RegexSyntax> _literals = [];
    private readonly Stack<RegexGroup> _outer = new();
    private RegexGroup _group = new(-1, isComplement: false);

    private RegexParser(string pattern, bool ignoreCase)
    {
        _cursor = new RegexCursor(pattern);
        _classes = new RegexClassParser(_cursor, ignoreCase);
        _counts = new RegexCounts(_cursor);
        _ignoreCase = ignoreCase;
    }

    /// <summary>Reads a whole pattern; null with an error where Lucene refuses it or it nests too deeply.</summary>
    public static RegexSyntax? Parse(string pattern, bool ignoreCase, out RegexError? error)
    {
        RegexParser parser = new(pattern, ignoreCase);
        RegexSyntax? syntax = pattern.Length == 0 ? RegexSyntax.Empty : parser.ParseAll();
        error = parser._cursor.Error;
        return error is null ? syntax : null;
    }

    private RegexSyntax? ParseAll()
    {
        while (true)
        {
            bool isComplement = false;
            while (_cursor.Match('~'))
            {
                isComplement = !isComplement;
            }

            if (_cursor.AtEnd)
            {
                return _cursor.Fail(_cursor.Position, "The expression ends where an operand must follow.");
            }

            int start = _cursor.Position;
            RegexSyntax? operand;
            if (_cursor.Match('('))
            {
                if (!_cursor.Match(')'))
                {
                    if (_outer.Count == MaxGroups)
                    {
                        return _cursor.Fail(start, $"Groups are nested more than {MaxGroups} deep.");
                    }

                    _outer.Push(_group);
                    _group = new RegexGroup(start, isComplement);
                    continue;
                }

                operand = RegexSyntax.Empty;
            }
            else
            {
                operand = ParseOperand();
            }

            while (operand is not null)
            {
                operand = ParseRepeats(isComplement ? RegexSyntax.Complement(operand) : operand);
                if (operand is null)
                {
                    break;
                }

                if (operand.Depth > MaxDepth)
                {
                    return _cursor.Fail(_cursor.Position, "The expression is nested too deeply.");
                }

                _group.Add(operand);
                if (_cursor.AtEnd && _outer.Count > 0)
                {
                    return _cursor.Fail(_group.Start, "This group is not closed: ')' is missing.");
                }

                if (_cursor.AtEnd)
                {
                    return _group.Finish();
                }

                if (_cursor.Current != ')')
                {
                    break;
                }

                if (_outer.Count == 0)
                {
                    return _cursor.Fail(_cursor.Position, "There is no open group for this ')'.");
                }

                _cursor.Position++;
                operand = _group.Finish();
                isComplement = _group.IsComplement;
                _group = _outer.Pop();
            }

            if (operand is null)
            {
                return null;
            }

            if (_cursor.Match('|'))
            {
                _group.EndAlternative();
            }
            else if (_cursor.Match('&'))
            {
                _group.EndConjunct();
            }
        }
    }

    private RegexSyntax? ParseOperand()
    {
        int start = _cursor.Position;
        switch (_cursor.Current)
        {
            case '.':
                _cursor.Position++;
                return RegexSyntax.AnyCharacter;
            case '#':
                _cursor.Position++;
                return RegexSyntax.Nothing;
            case '@':
                _cursor.Position++;
                return RegexSyntax.AnyText;
            case '[':
                return _classes.Parse();
            case '"':
                int close = _cursor.Find('"', start + 1);
                if (close < 0)
                {
                    return _cursor.Fail(start, "This quoted text is not closed: '\"' is missing (a literal quote is written \\\").");
                }

                return ParseQuoted(close);
            case '<':
                return ParseInterval();
            case '\\' when _classes.TryReadShorthand(out CharSet? set):
                return RegexSyntax.OfSet(set);
            default:
                return _cursor.TryReadCharacter(out int codePoint) ? Literal(codePoint) : null;
        }
    }

    private RegexSyntax ParseQuoted(int close)
    {
        List<RegexSyntax> items = [];
        _cursor.Position++;
        while (_cursor.Position < close)
        {
            items.Add(Literal(_cursor.ReadCodePoint()));
        }

        _cursor.Position++;
        return RegexSyntax.Sequence(items);
    }

    private RegexSyntax? ParseInterval()
    {
        int start = _cursor.Position;
        int close = _cursor.Find('>', start);
        if (close < 0)
        {
            return _cursor.Fail(start, "This numeric interval is not closed: '>' is missing (a literal '<' is written \\<).");
        }

        _cursor.Position = close + 1;
        string[] ends = _cursor.Slice(start + 1, close).Split('-');
        return ends.Length == 2 && NumericInterval.TryCreate(ends[0], ends[1], out RegexSyntax? interval)
            ? interval
            : _cursor.Fail(
                start, "A numeric interval is written <from-to> with two decimal numbers up to 2147483647 (a literal '<' is written \\<).");
    }

    private RegexSyntax? ParseRepeats(RegexSyntax operand)
    {
        while (!_cursor.AtEnd && operand.Depth <= MaxDepth)
        {
            int start = _cursor.Position;
            int min = 0;
            int max = RegexSyntax.Unbounded;
            if (_cursor.Current is not ('?' or '*' or '+' or '{'))
            {
                return operand;
            }

            char operation = _cursor.Current;
            _cursor.Position++;
            switch (operation)
            {
                case '?':
                    max = 1;
                    break;
                case '*':
                    break;
                case '+':
                    min = 1;
                    break;
                case '{':
                    if (!_counts.TryRead(start, out min, out max))
                    {
                        return null;
                    }

                    break;
            }

            operand = RegexSyntax.Repeat(operand, min, max);
        }

        return operand;
    }

    private RegexSyntax Literal(int codePoint)
    {
        if (!_literals.TryGetValue(codePoint, out RegexSyntax? syntax))
        {
            CharSet set = CharSet.Single(codePoint);
            syntax = RegexSyntax.OfSet(_ignoreCase ? set.CloseUnderCase() : set, codePoint);
            _literals.Add(codePoint, syntax);
        }

        return syntax;
    }
}
