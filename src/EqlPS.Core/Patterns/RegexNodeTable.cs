namespace EqlPS.Patterns;

/// <summary>
/// Makes and shares the nodes of one expression. What is equal by associativity, commutativity, idempotence, absorption or overlapping
/// repeat counts becomes one node, which keeps the number of derivatives finite and mostly small. Not thread-safe.
/// </summary>
internal sealed class RegexNodeTable
{
    private readonly List<RegexNode> _permanent = [];
    private readonly RegexNode _allSymbols;
    private readonly RegexUnionBuilder _unions;
    private RegexNode?[] _buckets = new RegexNode?[64];
    private int _count;
    private int _nextId;

    public RegexNodeTable(int symbolCount)
    {
        SymbolCount = symbolCount;
        _unions = new RegexUnionBuilder(this);
        Nothing = Intern(RegexNodeKind.Nothing, nullable: false);
        Empty = Intern(RegexNodeKind.Empty, nullable: true);
        ulong[] all = new ulong[(symbolCount + 63) / 64];
        for (int symbol = 0; symbol < symbolCount; symbol++)
        {
            all[symbol >> 6] |= 1UL << (symbol & 63);
        }

        _allSymbols = Symbols(all);
        AnyText = Loop(_allSymbols, 0, RegexSyntax.Unbounded);
    }

    public int SymbolCount { get; }

    public RegexNode Nothing { get; }

    public RegexNode Empty { get; }

    /// <summary>Matches every text.</summary>
    public RegexNode AnyText { get; }

    /// <summary>Whether new nodes outlive a flush: true while the expression itself is made.</summary>
    public bool IsPermanent { get; set; } = true;

    /// <summary>Memory in use, in units of about eight bytes.</summary>
    public long Cells { get; private set; }

    /// <summary>Steps done so far, in units of one operand looked at.</summary>
    public long Work { get; set; }

    /// <summary>The node for a set of symbols; an empty set is <see cref="Nothing"/>. The array is kept.</summary>
    public RegexNode Symbols(ulong[] bits)
    {
        int only = -1;
        for (int symbol = 0; symbol < SymbolCount; symbol++)
        {
            if ((bits[symbol >> 6] & (1UL << (symbol & 63))) != 0)
            {
                if (only >= 0)
                {
                    return Intern(RegexNodeKind.SymbolSet, nullable: false, bits: bits);
                }

                only = symbol;
            }
        }

        return only < 0 ? Nothing : Symbol(only);
    }

    public RegexNode Symbol(int symbol) => Intern(RegexNodeKind.Symbol, nullable: false, min: symbol);

    public RegexNode Concat(RegexNode left, RegexNode right)
    {
        if (left == Nothing || right == Nothing)
        {
            return Nothing;
        }

        if (left == Empty || right == Empty)
        {
            return left == Empty ? right : left;
        }

        // x*x*y is x*y; any text swallows neighbours that may be empty.
        if (left.IsStar && (right == left || (right.Kind == RegexNodeKind.Concat && right.Left == left)))
        {
            return right;
        }

        if ((left == AnyText && right.Nullable) || (right == AnyText && left.Nullable))
        {
            return AnyText;
        }

        return Intern(RegexNodeKind.Concat, left.Nullable && right.Nullable, left, right);
    }

    public RegexNode Loop(RegexNode body, int min, int max)
    {
        if (max == 0 || body == Empty || (body == Nothing && min == 0))
        {
            return Empty;
        }

        if (body == Nothing || body.IsStar || (min == 1 && max == 1))
        {
            return body;
        }

        // A body that may be empty can stand in for any repetition that is missing.
        min = body.Nullable ? 0 : min;
        return Intern(RegexNodeKind.Loop, min == 0, body, null, min, max);
    }

    public RegexNode Complement(RegexNode node)
    {
        if (node.Kind == RegexNodeKind.Complement)
        {
            return node.Left!;
        }

        if (node == Nothing || node == AnyText)
        {
            return node == Nothing ? AnyText : Nothing;
        }

        return Intern(RegexNodeKind.Complement, !node.Nullable, node);
    }

    /// <summary>Opens a union or intersection; its operands follow by <see cref="Push"/> and what is returned closes it.</summary>
    public int Open() => _unions.Count;

    public void Push(RegexNode operand) => _unions.Push(operand);

    /// <summary>Pushes <paramref name="left"/> followed by <paramref name="right"/>, each alternative of the former by itself.</summary>
    public void PushConcat(RegexNode left, RegexNode right)
    {
        if (left.Kind != RegexNodeKind.Union)
        {
            Push(Concat(left, right));
            return;
        }

        foreach (RegexNode item in left.Items)
        {
            Push(Concat(item, right));
        }

        Work += left.Items.Length;
    }

    public RegexNode CloseUnion(int start) => _unions.CloseUnion(start);

    public RegexNode CloseIntersection(int start) => _unions.CloseIntersection(start);

    /// <summary>Notes memory that hangs on nodes of this table.</summary>
    public void AddCells(int cells) => Cells += cells;

    /// <summary>Forgets every node but the permanent ones, and what those remember.</summary>
    public void Flush()
    {
        Array.Clear(_buckets, 0, _buckets.Length);
        _count = 0;
        Cells = 0;
        _nextId = 0;
        foreach (RegexNode node in _permanent)
        {
            _nextId = Math.Max(_nextId, node.Id + 1);
            node.Derivatives = null;
            node.State = null;
            Insert(node);
        }
    }

    /// <summary>The one node with these parts; made on first request.</summary>
    public RegexNode Intern(
        RegexNodeKind kind,
        bool nullable,
        RegexNode? left = null,
        RegexNode? right = null,
        int min = 0,
        int max = 0,
        ulong[]? bits = null,
        RegexNode[]? items = null)
    {
        int hash = RegexNodeHash.Of(kind, left, right, min, max, bits, items);
        RegexNode? node = _buckets[hash & (_buckets.Length - 1)];
        while (node is not null && !(node.Hash == hash && RegexNodeHash.AreEqual(node, kind, left, right, min, max, bits, items)))
        {
            node = node.NextInBucket;
        }

        if (node is null)
        {
            node = new RegexNode(kind, _nextId++, nullable)
            {
                Left = left, Right = right, Min = min, Max = max, Bits = bits ?? [], Items = items ?? [], Hash = hash,
            };
            Insert(node);
        }

        if (IsPermanent && !node.IsPermanent)
        {
            node.IsPermanent = true;
            _permanent.Add(node);
        }

        return node;
    }

    private void Insert(RegexNode node)
    {
        if (_count >= _buckets.Length)
        {
            Grow();
        }

        _count++;
        Cells += 16 + node.Items.Length + node.Bits.Length;
        int bucket = node.Hash & (_buckets.Length - 1);
        node.NextInBucket = _buckets[bucket];
        _buckets[bucket] = node;
    }

    private void Grow()
    {
        RegexNode?[] old = _buckets;
        _buckets = new RegexNode?[old.Length * 2];
        foreach (RegexNode? first in old)
        {
            for (RegexNode? node = first; node is not null;)
            {
                RegexNode? next = node.NextInBucket;
                int bucket = node.Hash & (_buckets.Length - 1);
                node.NextInBucket = _buckets[bucket];
                _buckets[bucket] = node;
                node = next;
            }
        }
    }
}
