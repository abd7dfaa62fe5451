namespace EqlPS.Analysis;

/// <summary>Finds names that someone who wrote an unknown one may have meant.</summary>
internal static class Suggestions
{
    private const double LeastSimilarity = 0.5;
    private const int MostSuggestions = 3;
    private const int LongestName = 256;

    /// <summary>The end of a message: empty, <c>, did you mean [x]?</c> or <c>, did you mean any of [x, y]?</c>.</summary>
    public static string For(string unknown, IEnumerable<string> candidates)
    {
        if (unknown.Length > LongestName)
        {
            return string.Empty;
        }

        string[] similar = candidates
            .Where(c => c.Length <= LongestName && c != unknown && MayBeSimilar(unknown.Length, c.Length))
            .Select(c => (Name: c, Similarity: Similarity(unknown.ToLowerInvariant(), c.ToLowerInvariant())))
            .Where(c => c.Similarity >= LeastSimilarity)
            .OrderByDescending(c => c.Similarity)
            .ThenBy(c => c.Name, StringComparer.Ordinal)
            .Take(MostSuggestions)
            .Select(c => c.Name)
            .ToArray();
        return similar.Length switch
        {
            0 => string.Empty,
            1 => $", did you mean [{similar[0]}]?",
            _ => $", did you mean any of [{string.Join(", ", similar)}]?",
        };
    }

    // The lengths alone set an upper bound, which spares most of the names of a large mapping.
    private static bool MayBeSimilar(int left, int right) => Math.Min(left, right) >= LeastSimilarity * Math.Max(left, right);

    // 1 less the edit distance over the longer length.
    private static double Similarity(string left, string right)
    {
        int longer = Math.Max(left.Length, right.Length);
        return longer == 0 ? 1 : 1 - ((double)EditDistance(left, right) / longer);
    }

    private static int EditDistance(string left, string right)
    {
        int[] previous = Enumerable.Range(0, right.Length + 1).ToArray();
        int[] current = new int[right.Length + 1];
        for (int i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int substitution = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                current[j] = Math.Min(substitution, Math.Min(previous[j], current[j - 1]) + 1);
            }

            (previous, current) = (current, previous);
        }

        return previous[right.Length];
    }
}
