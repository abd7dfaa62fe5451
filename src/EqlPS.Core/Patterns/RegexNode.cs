namespace EqlPS.Patterns;

/// <summary>
/// An expression over symbols, made by <see cref="RegexNodeTable"/> only: equal expressions of one table are one object.
/// Meaning never changes; the members marked as scratch belong to the table and to whoever holds its lock.
/// </summary>
internal sealed class RegexNode(RegexNodeKind kind, int id, bool nullable)
{
    public RegexNodeKind Kind { get; } = kind;

    public int Id { get; } = id;

    /// <summary>Whether the empty text matches.</summary>
    public bool Nullable { get; } = nullable;

    public RegexNode? Left { get; init; }

    public RegexNode? Right { get; init; }

    public RegexNode[] Items { get; init; } = [];

    /// <summary>The symbol, or the least count of a loop.</summary>
    public int Min { get; init; }

    /// <summary>The greatest count of a loop, <see cref="RegexSyntax.Unbounded"/> included.</summary>
    public int Max { get; init; }

    /// <summary>The members of a symbol set as bits.</summary>
    public ulong[] Bits { get; init; } = [];

    public int Hash { get; init; }

    /// <summary>Scratch: whether the node is part of the expression itself and outlives every flush.</summary>
    public bool IsPermanent { get; set; }

    /// <summary>Scratch: next node in the same bucket of the table.</summary>
    public RegexNode? NextInBucket { get; set; }

    /// <summary>Scratch: tells membership in the set being built.</summary>
    public long Mark { get; set; }

    /// <summary>Scratch: derivatives by symbol, as far as known.</summary>
    public RegexNode?[]? Derivatives { get; set; }

    /// <summary>Scratch: the automaton's state for this node.</summary>
    public RegexState? State { get; set; }

    /// <summary>Whether this is a loop that may go on for ever and need not begin.</summary>
    public bool IsStar => Kind == RegexNodeKind.Loop && Min == 0 && Max == RegexSyntax.Unbounded;

    /// <summary>
    /// Whether a text of just this symbol matches a <see cref="RegexNodeKind.Symbol"/> or <see cref="RegexNodeKind.SymbolSet"/>.
    /// </summary>
    public bool HasSymbol(int symbol) =>
        Kind == RegexNodeKind.Symbol ? symbol == Min : (Bits[symbol >> 6] & (1UL << (symbol & 63))) != 0;
}
