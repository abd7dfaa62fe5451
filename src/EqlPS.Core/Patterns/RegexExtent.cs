namespace EqlPS.Patterns;

/// <summary>Bounds on what an expression can cost, known without running it. Doubles, because they must not overflow.</summary>
/// <param name="Shortest">Code points in the shortest match.</param>
/// <param name="Longest">Code points in the longest match, infinite where there is no bound.</param>
/// <param name="Width">The most terms alive at once when matching begins at one place.</param>
/// <param name="Positions">The most terms alive at once when matching begins at any number of places.</param>
internal readonly record struct RegexExtent(double Shortest, double Longest, double Width, double Positions)
{
    /// <summary>At how many places after one start a match may end.</summary>
    public double Ends => Longest <= Shortest ? 1 : Longest - Shortest + 1;

    /// <summary>What follows a text of this extent: its parts are alive together unless this one always ends at the same place.</summary>
    public RegexExtent Then(RegexExtent next)
    {
        double nextWidth = Ends > 1 ? Math.Min(next.Positions, Ends * next.Width) : next.Width;
        return new RegexExtent(
            Shortest + next.Shortest,
            Longest + next.Longest,
            Ends > 1 ? Width + nextWidth : Math.Max(Width, nextWidth),
            Positions + next.Positions);
    }

    public RegexExtent Or(RegexExtent other) => new(
        Math.Min(Shortest, other.Shortest), Math.Max(Longest, other.Longest), Width + other.Width, Positions + other.Positions);

    public RegexExtent And(RegexExtent other) => new(
        Math.Max(Shortest, other.Shortest), Math.Min(Longest, other.Longest), Width + other.Width, Positions + other.Positions);

    public RegexExtent Repeat(int min, int max)
    {
        bool isUnbounded = max == RegexSyntax.Unbounded;
        double positions = Positions * (isUnbounded ? min + 1.0 : max);
        double longest = isUnbounded ? (Longest == 0 ? 0 : double.PositiveInfinity) : Longest * max;
        return new RegexExtent(Shortest * min, longest, Ends > 1 || Longest == 0 ? positions : Width, positions);
    }
}
