namespace EqlPS.Patterns;

/// <summary>
/// Turns a syntax tree into nodes and refuses what could not be matched in bounded time per character. The tree is at most
/// <see cref="RegexParser.MaxDepth"/> levels deep.
/// </summary>
internal sealed class RegexCompiler
{
    // An expression may have this many terms alive at once beyond those that are written out in it.
    private const double MaxExtraWidth = 2000;
    private const int MaxInnerStates = 2000;
    private const long MaxInnerWork = 1_000_000;
    private const long MaxSymbolCells = 500_000;

    private readonly RegexNodeTable _table;
    private readonly RegexSymbols _symbols;
    private readonly RegexDerivatives _derivatives;
    private readonly Dictionary<CharSet, RegexNode> _sets = [];
    private long _symbolCells;
    private bool _isTooLarge;

    private RegexCompiler(RegexSymbols symbols)
    {
        _symbols = symbols;
        _table = new RegexNodeTable(symbols.Count);
        _derivatives = new RegexDerivatives(_table);
    }

    /// <summary>The automaton for a tree, or null where it would be too large.</summary>
    /// <param name="syntax">The expression.</param>
    /// <param name="length">How long it is as written, which its cost may always be in proportion to.</param>
    public static RegexAutomaton? Compile(RegexSyntax syntax, int length)
    {
        HashSet<CharSet> sets = [];
        CollectSets(syntax, sets);
        RegexCompiler compiler = new(RegexSymbols.Create(sets));
        RegexNode root = compiler.Build(syntax, isInner: false, out RegexExtent extent);
        return compiler._isTooLarge || !(extent.Width <= length + MaxExtraWidth) ? null : compiler.Finish(root, extent.Width);
    }

    private RegexAutomaton Finish(RegexNode root, double width)
    {
        _table.IsPermanent = false;
        _table.Flush();
        return new RegexAutomaton(root, _symbols, _table, _derivatives, (int)width);
    }

    private static void CollectSets(RegexSyntax syntax, HashSet<CharSet> sets)
    {
        if (syntax.Set is not null)
        {
            sets.Add(syntax.Set);
        }

        foreach (RegexSyntax child in syntax.Children)
        {
            CollectSets(child, sets);
        }
    }

    /// <param name="syntax">The tree.</param>
    /// <param name="isInner">Whether it may be begun at more than one place of a text, which a whole expression is not.</param>
    /// <param name="extent">Bounds on its cost.</param>
    private RegexNode Build(RegexSyntax syntax, bool isInner, out RegexExtent extent)
    {
        if (_isTooLarge)
        {
            extent = default;
            return _table.Nothing;
        }

        switch (syntax.Kind)
        {
            case RegexSyntaxKind.Set:
                extent = new RegexExtent(1, 1, 1, 1);
                return BuildSet(syntax.Set!);
            case RegexSyntaxKind.Sequence:
                return BuildSequence(syntax, isInner, out extent);
            case RegexSyntaxKind.Repeat:
                RegexNode body = Build(syntax.Children[0], isInner || syntax.Max != 1, out extent);
                extent = extent.Repeat(syntax.Min, syntax.Max);
                return _table.Loop(body, syntax.Min, syntax.Max);
            case RegexSyntaxKind.Complement:
                RegexNode child = Build(syntax.Children[0], isInner, out extent);
                extent = new RegexExtent(0, double.PositiveInfinity, extent.Width, extent.Positions);
                return Explored(_table.Complement(child), isInner, ref extent);
            case RegexSyntaxKind.Intersection:
                return Explored(BuildMany(syntax, isInner, out extent), isInner, ref extent);
            default:
                return BuildMany(syntax, isInner, out extent);
        }
    }

    private RegexNode BuildSet(CharSet set)
    {
        if (_sets.TryGetValue(set, out RegexNode? node))
        {
            return node;
        }

        int only = -1;
        bool isSingle = true;
        foreach (int symbol in _symbols.In(set))
        {
            isSingle &= only < 0 || only == symbol;
            only = symbol;
            if (!isSingle)
            {
                break;
            }
        }

        node = only < 0 ? _table.Nothing : isSingle ? _table.Symbol(only) : BuildSymbolSet(set);
        _sets.Add(set, node);
        return node;
    }

    private RegexNode BuildSymbolSet(CharSet set)
    {
        ulong[] bits = new ulong[(_symbols.Count + 63) / 64];
        _symbolCells += bits.Length;
        _isTooLarge |= _symbolCells > MaxSymbolCells;
        foreach (int symbol in _symbols.In(set))
        {
            bits[symbol >> 6] |= 1UL << (symbol & 63);
        }

        return _table.Symbols(bits);
    }

    private RegexNode BuildSequence(RegexSyntax syntax, bool isInner, out RegexExtent extent)
    {
        RegexNode[] parts = new RegexNode[syntax.Children.Length];
        extent = new RegexExtent(0, 0, 1, 1);
        for (int i = 0; i < parts.Length; i++)
        {
            parts[i] = Build(syntax.Children[i], isInner || extent.Ends > 1, out RegexExtent part);
            extent = extent.Then(part);
        }

        RegexNode node = _table.Empty;
        for (int i = parts.Length - 1; i >= 0; i--)
        {
            node = _table.Concat(parts[i], node);
        }

        return node;
    }

    private RegexNode BuildMany(RegexSyntax syntax, bool isInner, out RegexExtent extent)
    {
        extent = new RegexExtent(0, 0, 1, 1);
        bool isUnion = syntax.Kind == RegexSyntaxKind.Alternatives;
        int start = _table.Open();
        for (int i = 0; i < syntax.Children.Length; i++)
        {
            _table.Push(Build(syntax.Children[i], isInner, out RegexExtent part));
            extent = i == 0 ? part : isUnion ? extent.Or(part) : extent.And(part);
        }

        return isUnion ? _table.CloseUnion(start) : _table.CloseIntersection(start);
    }

    /// <summary>
    /// A complement or intersection that may be begun at many places runs once for each of them, in as many different states as it has.
    /// So it must have few: they are counted here. One that is begun only at the start of the text runs once and may have any number.
    /// </summary>
    private RegexNode Explored(RegexNode node, bool isInner, ref RegexExtent extent)
    {
        if (!isInner || _isTooLarge)
        {
            return node;
        }

        _table.IsPermanent = false;
        HashSet<RegexNode> seen = [node];
        Queue<RegexNode> open = new([node]);
        while (open.Count > 0 && !_isTooLarge)
        {
            RegexNode state = open.Dequeue();
            for (int symbol = 0; symbol < _symbols.Count && !_isTooLarge; symbol++)
            {
                RegexNode next = _derivatives.Compute(state, symbol);
                if (seen.Add(next))
                {
                    open.Enqueue(next);
                }

                _isTooLarge = seen.Count > MaxInnerStates || _table.Work > MaxInnerWork;
            }
        }

        _table.IsPermanent = true;
        extent = extent with { Width = 1, Positions = seen.Count };
        return node;
    }
}
