namespace EqlPS.Patterns;

/// <summary>
/// A deterministic automaton made state by state as texts ask for it. Threads may share it: known transitions are followed without a lock,
/// new ones are made under one. When the states fill their budget all are forgotten and matching goes on, so memory stays bounded.
/// </summary>
internal sealed class RegexAutomaton
{
    // In units of about eight bytes.
    private const long BaseBudget = 64 * 1024;
    private const int BudgetPerSymbol = 64;
    private const int BudgetPerTerm = 64;

    private readonly object _lock = new();
    private readonly RegexNode _root;
    private readonly RegexSymbols _symbols;
    private readonly RegexNodeTable _table;
    private readonly RegexDerivatives _derivatives;
    private readonly long _budget;
    private RegexState _start;
    private int _generation;

    /// <summary>Wraps an expression whose table is not used elsewhere and holds only nodes that stay.</summary>
    /// <param name="root">The expression.</param>
    /// <param name="symbols">Its alphabet.</param>
    /// <param name="table">Where its nodes come from.</param>
    /// <param name="derivatives">Works on the same table.</param>
    /// <param name="width">The most terms a state can have.</param>
    public RegexAutomaton(RegexNode root, RegexSymbols symbols, RegexNodeTable table, RegexDerivatives derivatives, int width)
    {
        _root = root;
        _symbols = symbols;
        _table = table;
        _derivatives = derivatives;
        _budget = (2 * table.Cells) + BaseBudget + (BudgetPerSymbol * symbols.Count) + (BudgetPerTerm * width);
        _start = StateOf(root);
    }

    /// <summary>Whether the whole text matches. Linear time in the length of the text.</summary>
    public bool IsMatch(ReadOnlySpan<char> text)
    {
        RegexState state = Volatile.Read(ref _start);
        for (int i = 0; i < text.Length && !state.IsSettled; i++)
        {
            char unit = text[i];
            int symbol;
            if (unit < 0x80)
            {
                symbol = _symbols.OfAscii(unit);
            }
            else if (char.IsHighSurrogate(unit) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                symbol = _symbols.Of(char.ConvertToUtf32(unit, text[++i]));
            }
            else
            {
                symbol = _symbols.Of(unit);
            }

            state = state.Next(symbol) ?? Step(state, symbol);
        }

        return state.IsAccepting;
    }

    private RegexState Step(RegexState state, int symbol)
    {
        lock (_lock)
        {
            bool isCurrent = state.Generation == _generation;
            RegexNode node = isCurrent ? state.Node : new RegexNodeImport(_table).Import(state.Node);
            RegexNode next = _derivatives.Compute(node, symbol);
            if (_table.Cells > _budget)
            {
                _generation++;
                _table.Flush();
                next = new RegexNodeImport(_table).Import(next);
                Volatile.Write(ref _start, StateOf(_root));
                return StateOf(next);
            }

            RegexState result = StateOf(next);
            if (isCurrent)
            {
                state.SetNext(symbol, result);
            }

            return result;
        }
    }

    private RegexState StateOf(RegexNode node)
    {
        if (node.State is null)
        {
            bool isSettled = node == _table.Nothing || node == _table.AnyText;
            node.State = new RegexState(node, _generation, _symbols.Count, isSettled);
            _table.AddCells(_symbols.Count + 8);
        }

        return node.State;
    }
}
