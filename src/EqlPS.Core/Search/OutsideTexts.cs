using EqlPS.Values;

namespace EqlPS.Search;

/// <summary>What people are told where no event lies in the time that they asked for.</summary>
internal static class OutsideTexts
{
    /// <summary>Where all events lie, as an English phrase.</summary>
    /// <param name="before">Events before the time, of which there is a beginning if there are any.</param>
    /// <param name="after">Events after it, of which there is an end if there are any.</param>
    /// <param name="timeless">Events without a time.</param>
    /// <param name="since">The beginning.</param>
    /// <param name="until">The end.</param>
    public static string Of(long before, long after, long timeless, Timestamp? since, Timestamp? until)
    {
        (long Count, string Where)[] places =
        [
            (before, $"before {since?.ToMillisecondText()}"), (after, $"after {until?.ToMillisecondText()}"), (timeless, "without a time"),
        ];
        (long Count, string Where)[] taken = places.Where(place => place.Count > 0).ToArray();
        long all = before + after + timeless;
        return taken.Length > 1
            ? FormattableString.Invariant($"all {all} events are outside of the time asked for: ")
                + string.Join(", ", taken.Select(place => FormattableString.Invariant($"{place.Count} {place.Where}")))
            : all == 1 ? $"the only event is {taken[0].Where}"
            : FormattableString.Invariant($"all {all} events are {taken[0].Where}");
    }
}
