namespace EqlPS.Search;

/// <summary>What people are told where a search found nothing because no event has what it asks for.</summary>
internal static class GapText
{
    /// <summary>All of it in one line, for one warning.</summary>
    public static string Of(IReadOnlyList<string> gaps) => Visible.Line($"Nothing matches: {string.Join("; ", gaps)}");

    /// <summary>What a search has to say of its want of results; null if nothing.</summary>
    public static string? Of(SearchResult result) =>
        result.Gaps.Count > 0 ? Of(result.Gaps)
        : result.Obstacle is string obstacle ? $"{Of([obstacle])}. Test-EqlEvent -Explain shows it event by event."
        : null;
}
