namespace EqlPS.Patterns;

/// <summary>
/// The symbols of one expression: code points that no set of the expression tells apart share a symbol, so that the automaton
/// works on a small alphabet. Immutable.
/// </summary>
internal sealed class RegexSymbols
{
    private readonly int[] _ascii = new int[0x80];
    private readonly int[] _starts;
    private readonly int[] _symbols;

    private RegexSymbols(List<int> starts, List<int> symbols, int count)
    {
        _starts = starts.ToArray();
        _symbols = symbols.ToArray();
        Count = count;
        for (int c = 0; c < _ascii.Length; c++)
        {
            _ascii[c] = Find(c);
        }
    }

    /// <summary>How many symbols there are, at least 1.</summary>
    public int Count { get; }

    /// <summary>The symbols for the sets that occur.</summary>
    public static RegexSymbols Create(IReadOnlyCollection<CharSet> sets)
    {
        SortedSet<int> cuts = [0];
        foreach (CharSet set in sets)
        {
            for (int i = 0; i < set.RangeCount; i++)
            {
                cuts.Add(set.First(i));
                cuts.Add(set.Last(i) + 1);
            }
        }

        cuts.Remove(CharSet.MaxCodePoint + 1);
        int[] starts = [.. cuts];
        int[] symbols = Refine(starts, sets);
        return Number(starts, symbols);
    }

    /// <summary>The symbol of an ASCII character, which is below 128.</summary>
    public int OfAscii(char unit) => _ascii[unit];

    /// <summary>The symbol of any code point.</summary>
    public int Of(int codePoint) => codePoint < _ascii.Length ? _ascii[codePoint] : Find(codePoint);

    /// <summary>The symbols of one of the sets the symbols were made for, ascending by code point; some may come more than once.</summary>
    public IEnumerable<int> In(CharSet set)
    {
        for (int range = 0; range < set.RangeCount; range++)
        {
            int at = Array.BinarySearch(_starts, set.First(range));
            for (; at < _starts.Length && _starts[at] <= set.Last(range); at++)
            {
                yield return _symbols[at];
            }
        }
    }

    /// <summary>Partition refinement: every set splits those symbols it holds only in part.</summary>
    private static int[] Refine(int[] starts, IReadOnlyCollection<CharSet> sets)
    {
        int[] symbols = new int[starts.Length];
        int next = 1;
        Dictionary<int, int> moved = [];
        foreach (CharSet set in sets)
        {
            // To split by a set or by its complement is the same; the one with fewer members is cheaper.
            CharSet other = set.Complement();
            CharSet splitter = CoveredStarts(starts, other) < CoveredStarts(starts, set) ? other : set;
            moved.Clear();
            for (int range = 0; range < splitter.RangeCount; range++)
            {
                int at = Array.BinarySearch(starts, splitter.First(range));
                for (; at < starts.Length && starts[at] <= splitter.Last(range); at++)
                {
                    if (!moved.TryGetValue(symbols[at], out int symbol))
                    {
                        symbol = next++;
                        moved.Add(symbols[at], symbol);
                    }

                    symbols[at] = symbol;
                }
            }
        }

        return symbols;
    }

    private static int CoveredStarts(int[] starts, CharSet set)
    {
        int count = 0;
        for (int range = 0; range < set.RangeCount; range++)
        {
            int end = Array.BinarySearch(starts, set.Last(range) + 1);
            count += (end < 0 ? ~end : end) - Array.BinarySearch(starts, set.First(range));
        }

        return count;
    }

    private static RegexSymbols Number(int[] starts, int[] symbols)
    {
        Dictionary<int, int> numbers = [];
        List<int> mergedStarts = [];
        List<int> mergedSymbols = [];
        for (int i = 0; i < starts.Length; i++)
        {
            if (!numbers.TryGetValue(symbols[i], out int number))
            {
                number = numbers.Count;
                numbers.Add(symbols[i], number);
            }

            if (mergedSymbols.Count == 0 || mergedSymbols[mergedSymbols.Count - 1] != number)
            {
                mergedStarts.Add(starts[i]);
                mergedSymbols.Add(number);
            }
        }

        return new RegexSymbols(mergedStarts, mergedSymbols, numbers.Count);
    }

    private int Find(int codePoint)
    {
        int found = Array.BinarySearch(_starts, codePoint);
        return _symbols[found < 0 ? ~found - 1 : found];
    }
}
