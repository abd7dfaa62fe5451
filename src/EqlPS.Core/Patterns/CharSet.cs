namespace EqlPS.Patterns;

/// <summary>
/// An immutable set of code points as ascending, disjoint, non-adjacent ranges. Lone surrogates are members like any other.
/// </summary>
internal sealed class CharSet : IEquatable<CharSet>
{
    public const int MaxCodePoint = 0x10FFFF;

    // A range up to this size is folded member by member; a larger one by a walk over all folds.
    private const int SmallRange = 256;

    private readonly int[] _bounds;

    private CharSet(int[] bounds)
    {
        _bounds = bounds;
    }

    /// <summary>Every code point.</summary>
    public static CharSet Any { get; } = new([0, MaxCodePoint]);

    /// <summary>The decimal digits 0 to 9.</summary>
    public static CharSet Digits { get; } = new(['0', '9']);

    /// <summary>ASCII letters, digits and the underscore.</summary>
    public static CharSet WordCharacters { get; } = new(['0', '9', 'A', 'Z', '_', '_', 'a', 'z']);

    /// <summary>Tab, line feed, carriage return, space.</summary>
    public static CharSet WhiteSpace { get; } = new(['\t', '\n', '\r', '\r', ' ', ' ']);

    /// <summary>How many ranges there are.</summary>
    public int RangeCount => _bounds.Length / 2;

    public static CharSet Single(int codePoint) => new([codePoint, codePoint]);

    /// <summary>The union of ranges in any order, overlapping or not, both ends included.</summary>
    public static CharSet FromRanges(List<(int First, int Last)> ranges)
    {
        ranges.Sort();
        List<int> bounds = new(ranges.Count * 2);
        foreach ((int first, int last) in ranges)
        {
            int end = bounds.Count - 1;
            if (end >= 0 && first <= bounds[end] + 1)
            {
                bounds[end] = Math.Max(bounds[end], last);
            }
            else
            {
                bounds.Add(first);
                bounds.Add(last);
            }
        }

        return new CharSet(bounds.ToArray());
    }

    public int First(int range) => _bounds[2 * range];

    public int Last(int range) => _bounds[(2 * range) + 1];

    public CharSet Complement()
    {
        List<int> bounds = [];
        int next = 0;
        for (int i = 0; i < RangeCount; i++)
        {
            if (First(i) > next)
            {
                bounds.Add(next);
                bounds.Add(First(i) - 1);
            }

            next = Last(i) + 1;
        }

        if (next <= MaxCodePoint)
        {
            bounds.Add(next);
            bounds.Add(MaxCodePoint);
        }

        return new CharSet(bounds.ToArray());
    }

    /// <summary>Adds every code point whose fold is the fold of a member.</summary>
    public CharSet CloseUnderCase()
    {
        HashSet<int> folds = [];
        List<(int, int)> ranges = [];
        bool hasLargeRange = false;
        for (int i = 0; i < RangeCount; i++)
        {
            ranges.Add((First(i), Last(i)));
            if (Last(i) - First(i) >= SmallRange)
            {
                hasLargeRange = true;
                continue;
            }

            for (int c = First(i); c <= Last(i); c++)
            {
                folds.Add(CaseFoldingTable.Fold(c));
            }
        }

        if (hasLargeRange)
        {
            CaseFoldingTable.VisitAll((source, target) =>
            {
                if (Contains(source) || Contains(target))
                {
                    folds.Add(target);
                }
            });
        }

        foreach (int fold in folds)
        {
            ranges.Add((fold, fold));
            CaseFoldingTable.VisitSources(fold, source => ranges.Add((source, source)));
        }

        return FromRanges(ranges);
    }

    public bool Contains(int codePoint)
    {
        int found = Array.BinarySearch(_bounds, codePoint);

        // A miss tells between which bounds it falls: after a first one means inside.
        return found >= 0 || (~found & 1) == 1;
    }

    public bool Equals(CharSet? other) => other is not null && _bounds.AsSpan().SequenceEqual(other._bounds);

    public override bool Equals(object? obj) => Equals(obj as CharSet);

    public override int GetHashCode()
    {
        int hash = _bounds.Length;
        foreach (int bound in _bounds)
        {
            hash = unchecked((hash * 31) + bound);
        }

        return hash;
    }
}
