namespace EqlPS.Patterns;

/// <summary>A state of the lazily built automaton: an expression for the texts that may follow, and where each symbol leads.</summary>
internal sealed class RegexState(RegexNode node, int generation, int symbolCount, bool isSettled)
{
    // Written once per slot under the automaton's lock, read without it.
    private readonly RegexState?[] _next = new RegexState?[isSettled ? 0 : symbolCount];

    public RegexNode Node { get; } = node;

    /// <summary>Which filling of the cache the state belongs to.</summary>
    public int Generation { get; } = generation;

    /// <summary>Whether a text that ends here matches.</summary>
    public bool IsAccepting { get; } = node.Nullable;

    /// <summary>Whether the rest of the text cannot change the answer; no symbol is followed from such a state.</summary>
    public bool IsSettled { get; } = isSettled;

    public RegexState? Next(int symbol) => Volatile.Read(ref _next[symbol]);

    public void SetNext(int symbol, RegexState state) => Volatile.Write(ref _next[symbol], state);
}
