namespace EqlPS.Patterns;

/// <summary>Collects the operands of unions and intersections, nested ones on one stack, and closes them in normal form.</summary>
internal sealed class RegexUnionBuilder(RegexNodeTable table)
{
    private RegexNode[] _operands = new RegexNode[16];
    private RegexNode[] _result = new RegexNode[16];
    private RegexNode[] _loops = new RegexNode[16];
    private long[] _loopKeys = new long[16];
    private int _resultCount;
    private int _loopCount;
    private long _mark;

    // What the operands collected last contain; most contain little, and the rules for the rest need not run.
    private bool _hasComplement;
    private bool _hasNullable;
    private bool _hasOptionalHead;
    private int _rangeLoops;

    /// <summary>How many operands wait on the stack.</summary>
    public int Count { get; private set; }

    public void Push(RegexNode operand)
    {
        Append(ref _operands, Count++, operand);
    }

    /// <summary>The union of the operands from <paramref name="start"/> on, which leave the stack.</summary>
    public RegexNode CloseUnion(int start)
    {
        if (Count - start == 1)
        {
            return _operands[--Count];
        }

        bool isAll = !Collect(start, RegexNodeKind.Union, table.Nothing, table.AnyText, out bool hasEmpty, out int symbolSets);
        if (isAll || HasOppositePair())
        {
            return table.AnyText;
        }

        if (symbolSets > 1)
        {
            JoinSymbols(isUnion: true);
        }

        // The mark tells equal unions by, so it may stand on nothing that was dropped.
        bool hasMerged = _rangeLoops > 1 && MergeLoops();
        if (hasMerged || symbolSets > 1 || hasEmpty)
        {
            MarkAgain();
        }

        if (_hasOptionalHead || hasMerged)
        {
            DropRests();
        }

        if (hasEmpty && !_hasNullable)
        {
            table.Empty.Mark = _mark;
            Append(ref _result, _resultCount++, table.Empty);
        }

        return _resultCount switch
        {
            0 => table.Nothing,
            1 => _result[0],
            _ => table.Intern(RegexNodeKind.Union, _hasNullable || hasEmpty, items: _result.AsSpan(0, _resultCount).ToArray()),
        };
    }

    /// <summary>The intersection of the operands from <paramref name="start"/> on, which leave the stack.</summary>
    public RegexNode CloseIntersection(int start)
    {
        bool isNothing = !Collect(start, RegexNodeKind.Intersection, table.AnyText, table.Nothing, out bool hasEmpty, out int symbolSets);
        if (isNothing || HasOppositePair())
        {
            return table.Nothing;
        }

        bool nullable = true;
        for (int i = 0; i < _resultCount; i++)
        {
            nullable &= _result[i].Nullable;
        }

        if (hasEmpty)
        {
            return nullable ? table.Empty : table.Nothing;
        }

        if (symbolSets > 1)
        {
            if (JoinSymbols(isUnion: false) == table.Nothing)
            {
                return table.Nothing;
            }

            MarkAgain();
        }

        return _resultCount switch
        {
            0 => table.AnyText,
            1 => _result[0],
            _ => table.Intern(RegexNodeKind.Intersection, nullable, items: _result.AsSpan(0, _resultCount).ToArray()),
        };
    }

    /// <summary>
    /// Takes operands off the stack into the result: nested ones of the same kind opened, each once, <paramref name="neutral"/> and the
    /// empty text left out. False when <paramref name="absorbing"/> is among them.
    /// </summary>
    private bool Collect(int start, RegexNodeKind kind, RegexNode neutral, RegexNode absorbing, out bool hasEmpty, out int symbolSets)
    {
        hasEmpty = false;
        symbolSets = 0;
        _resultCount = 0;
        _mark++;
        _hasComplement = false;
        _hasNullable = false;
        _hasOptionalHead = false;
        _rangeLoops = 0;
        int end = Count;
        Count = start;
        for (int i = start; i < end; i++)
        {
            RegexNode operand = _operands[i];
            ReadOnlySpan<RegexNode> nodes = operand.Kind == kind ? operand.Items : _operands.AsSpan(i, 1);
            table.Work += nodes.Length;
            foreach (RegexNode node in nodes)
            {
                if (node == absorbing)
                {
                    return false;
                }

                if (node == neutral || node.Mark == _mark)
                {
                    continue;
                }

                node.Mark = _mark;
                if (node.Kind == RegexNodeKind.Empty)
                {
                    hasEmpty = true;
                    continue;
                }

                symbolSets += node.Kind is RegexNodeKind.Symbol or RegexNodeKind.SymbolSet ? 1 : 0;
                _hasComplement |= node.Kind == RegexNodeKind.Complement;
                _hasNullable |= node.Nullable;
                _hasOptionalHead |= node.Kind == RegexNodeKind.Concat && node.Left!.Nullable;
                _rangeLoops += LoopOf(node) is null ? 0 : 1;
                Append(ref _result, _resultCount++, node);
            }
        }

        return true;
    }

    private bool HasOppositePair()
    {
        for (int i = 0; i < _resultCount && _hasComplement; i++)
        {
            if (_result[i].Kind == RegexNodeKind.Complement && _result[i].Left!.Mark == _mark)
            {
                return true;
            }
        }

        return false;
    }

    private RegexNode JoinSymbols(bool isUnion)
    {
        ulong[]? joined = null;
        int kept = 0;
        for (int i = 0; i < _resultCount; i++)
        {
            RegexNode node = _result[i];
            if (node.Kind is not (RegexNodeKind.Symbol or RegexNodeKind.SymbolSet))
            {
                _result[kept++] = node;
                continue;
            }

            ulong[] bits = BitsOf(node);
            for (int word = 0; joined is not null && word < bits.Length; word++)
            {
                bits[word] = isUnion ? joined[word] | bits[word] : joined[word] & bits[word];
            }

            joined = bits;
        }

        RegexNode symbols = table.Symbols(joined!);
        _resultCount = kept;
        Append(ref _result, _resultCount++, symbols);
        return symbols;
    }

    private ulong[] BitsOf(RegexNode node)
    {
        if (node.Kind == RegexNodeKind.SymbolSet)
        {
            return (ulong[])node.Bits.Clone();
        }

        ulong[] bits = new ulong[(table.SymbolCount + 63) / 64];
        bits[node.Min >> 6] = 1UL << (node.Min & 63);
        return bits;
    }

    /// <summary>
    /// x{a,b}y | x{c,d}y is x{a,d}y where the counts overlap. This keeps <c>.*a.{0,500}b</c> from having a term for each a in sight.
    /// Exact counts stay apart: merged they would be other nodes at every step, and none of them remembered.
    /// </summary>
    private bool MergeLoops()
    {
        _loopCount = 0;
        for (int i = 0; i < _resultCount; i++)
        {
            RegexNode? loop = LoopOf(_result[i]);
            if (loop is not null)
            {
                unchecked
                {
                    uint group = (uint)((loop.Left!.Id * 0x9E3779B1) + (uint)(TailOf(_result[i])?.Id ?? -1)) >> 1;
                    Append(ref _loopKeys, _loopCount, ((long)group << 32) | (uint)loop.Min);
                }

                Append(ref _loops, _loopCount++, _result[i]);
            }
        }

        Array.Sort(_loopKeys, _loops, 0, _loopCount);
        int kept = 0;
        for (int i = 0; i < _resultCount; i++)
        {
            if (LoopOf(_result[i]) is null)
            {
                _result[kept++] = _result[i];
            }
        }

        int before = _resultCount;
        _resultCount = kept;
        for (int i = 0; i < _loopCount;)
        {
            i = AppendMerged(i);
        }

        return _resultCount != before;
    }

    /// <summary>
    /// Appends the loop at <paramref name="first"/> merged with those that follow and can be; gives the index after them.
    /// </summary>
    private int AppendMerged(int first)
    {
        RegexNode loop = LoopOf(_loops[first])!;
        RegexNode? tail = TailOf(_loops[first]);
        int max = loop.Max;
        int next = first + 1;
        for (; next < _loopCount; next++)
        {
            RegexNode other = LoopOf(_loops[next])!;
            bool overlaps = max == RegexSyntax.Unbounded || other.Min <= max;
            if (other.Left != loop.Left || TailOf(_loops[next]) != tail || !overlaps)
            {
                break;
            }

            max = max == RegexSyntax.Unbounded || other.Max == RegexSyntax.Unbounded ? RegexSyntax.Unbounded : Math.Max(max, other.Max);
        }

        RegexNode merged = _loops[first];
        if (next - first > 1)
        {
            merged = table.Loop(loop.Left!, loop.Min, max);
            merged = tail is null ? merged : table.Concat(merged, tail);
        }

        Append(ref _result, _resultCount++, merged);
        return next;
    }

    /// <summary>
    /// xy matches all that y does when x may be empty, so y is dropped beside it. Without this a row of optional parts has as many terms as
    /// parts.
    /// </summary>
    private void DropRests()
    {
        for (int i = 0; i < _resultCount && _resultCount > 1; i++)
        {
            RegexNode node = _result[i];
            while (node.Kind == RegexNodeKind.Concat && node.Left!.Nullable && node.Right!.Mark != ~_mark)
            {
                node = node.Right;
                node.Mark = ~_mark;
                table.Work++;
            }
        }

        int kept = 0;
        for (int i = 0; i < _resultCount; i++)
        {
            if (_result[i].Mark != ~_mark)
            {
                _result[kept++] = _result[i];
            }
        }

        _resultCount = kept;
    }

    /// <summary>Gives the results, now final, a mark of their own, and drops those that have become equal.</summary>
    private void MarkAgain()
    {
        _mark++;
        int kept = 0;
        for (int i = 0; i < _resultCount; i++)
        {
            if (_result[i].Mark != _mark)
            {
                _result[i].Mark = _mark;
                _result[kept++] = _result[i];
            }
        }

        _resultCount = kept;
    }

    /// <summary>The loop a term begins with, when its count is a range.</summary>
    private static RegexNode? LoopOf(RegexNode node)
    {
        RegexNode head = node.Kind == RegexNodeKind.Concat ? node.Left! : node;
        return head.Kind == RegexNodeKind.Loop && head.Min != head.Max ? head : null;
    }

    private static RegexNode? TailOf(RegexNode node) => node.Kind == RegexNodeKind.Concat ? node.Right : null;

    private static void Append<T>(ref T[] array, int count, T item)
    {
        if (count == array.Length)
        {
            Array.Resize(ref array, count * 2);
        }

        array[count] = item;
    }
}
