namespace EqlPS.Patterns;

/// <summary>The immutable syntax tree of a regular expression, in its fewest kinds; the factories drop what changes nothing.</summary>
internal sealed class RegexSyntax
{
    /// <summary>The <see cref="Max"/> of a repeat without upper bound.</summary>
    public const int Unbounded = -1;

    private RegexSyntax(RegexSyntaxKind kind, RegexSyntax[] children)
    {
        Kind = kind;
        Children = children;
        foreach (RegexSyntax child in children)
        {
            Depth = Math.Max(Depth, child.Depth + 1);
        }
    }

    public RegexSyntaxKind Kind { get; }

    public RegexSyntax[] Children { get; }

    /// <summary>The set of a <see cref="RegexSyntaxKind.Set"/>, closed under case where case is ignored; else null.</summary>
    public CharSet? Set { get; private init; }

    /// <summary>The code point a set was written as, or -1.</summary>
    public int Literal { get; private init; } = -1;

    public int Min { get; private init; }

    /// <summary>The most repetitions, or <see cref="Unbounded"/>.</summary>
    public int Max { get; private init; }

    /// <summary>Levels below this node: what a recursive walk costs in stack.</summary>
    public int Depth { get; }

    /// <summary>Matches only the empty text.</summary>
    public static RegexSyntax Empty { get; } = new(RegexSyntaxKind.Sequence, []);

    /// <summary>Matches no text.</summary>
    public static RegexSyntax Nothing { get; } = new(RegexSyntaxKind.Alternatives, []);

    /// <summary>Matches any one code point.</summary>
    public static RegexSyntax AnyCharacter { get; } = OfSet(CharSet.Any);

    /// <summary>Matches any text.</summary>
    public static RegexSyntax AnyText { get; } = Repeat(AnyCharacter, 0, Unbounded);

    public bool IsEmpty => Kind == RegexSyntaxKind.Sequence && Children.Length == 0;

    public bool IsNothing => Kind == RegexSyntaxKind.Alternatives && Children.Length == 0;

    public static RegexSyntax OfSet(CharSet set, int literal = -1) => new(RegexSyntaxKind.Set, []) { Set = set, Literal = literal };

    public static RegexSyntax Sequence(List<RegexSyntax> items) => Many(RegexSyntaxKind.Sequence, items);

    public static RegexSyntax Alternatives(List<RegexSyntax> items) => Many(RegexSyntaxKind.Alternatives, items);

    public static RegexSyntax Intersection(List<RegexSyntax> items) => Many(RegexSyntaxKind.Intersection, items);

    public static RegexSyntax Complement(RegexSyntax child) =>
        child.Kind == RegexSyntaxKind.Complement ? child.Children[0] : new RegexSyntax(RegexSyntaxKind.Complement, [child]);

    /// <summary>
    /// The child from <paramref name="min"/> to <paramref name="max"/> times; stacked repeats become one where that is exact.
    /// </summary>
    public static RegexSyntax Repeat(RegexSyntax child, int min, int max)
    {
        if (max == 0 || child.IsEmpty || (child.IsNothing && min == 0))
        {
            return Empty;
        }

        if ((min == 1 && max == 1) || child.IsNothing)
        {
            return child;
        }

        if (child.Kind == RegexSyntaxKind.Repeat)
        {
            // Every total from the least to the most can be reached when the inner least is 0 or 1, or when both counts are exact.
            bool exact = child.Min == child.Max && min == max;
            if (child.Min <= 1 || exact)
            {
                long inner = (long)child.Min * min;
                long outer = child.Max == Unbounded || max == Unbounded ? Unbounded : (long)child.Max * max;
                if (inner <= int.MaxValue && outer <= int.MaxValue)
                {
                    return Repeat(child.Children[0], (int)inner, (int)outer);
                }
            }
        }

        return new RegexSyntax(RegexSyntaxKind.Repeat, [child]) { Min = min, Max = max };
    }

    private static RegexSyntax Many(RegexSyntaxKind kind, List<RegexSyntax> items) =>
        items.Count == 1 ? items[0] : new RegexSyntax(kind, items.ToArray());
}
