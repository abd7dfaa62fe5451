namespace EqlPS.Execution;

/// <summary>
/// Collects the results of a matcher and gives them in order: by last event, ties by key. Keeps no more than a limit of them.
/// </summary>
internal sealed class SequenceResults : ISequenceSink
{
    private readonly long _limit;
    private readonly ResultPosition _position;

    // The least item of each heap is the one that goes first when there is one too many.
    private readonly BinaryHeap<SequenceMatch> _matches;
    private readonly BinaryHeap<SequenceMatch> _pending;

    /// <param name="limit">The most matches, and the most pending ones, to keep; null for all.</param>
    /// <param name="position">Which of them to keep.</param>
    public SequenceResults(long? limit = null, ResultPosition position = ResultPosition.Head)
    {
        _limit = limit ?? long.MaxValue;
        _position = position;
        Comparison<SequenceMatch> expendable = position == ResultPosition.Head
            ? static (left, right) => SequenceMatch.Compare(right, left)
            : SequenceMatch.Compare;
        _matches = new BinaryHeap<SequenceMatch>(expendable);
        _pending = new BinaryHeap<SequenceMatch>(expendable);
    }

    /// <summary>The number of matches received, kept or not.</summary>
    public long MatchCount { get; private set; }

    /// <summary>The number of pending sequences received, kept or not.</summary>
    public long PendingCount { get; private set; }

    public void Accept(SequenceMatch match)
    {
        if (match.IsPending)
        {
            PendingCount++;
            Keep(_pending, match);
        }
        else
        {
            MatchCount++;
            Keep(_matches, match);
        }
    }

    /// <summary>The kept matches, ascending.</summary>
    public IReadOnlyList<SequenceMatch> Matches() => Sorted(_matches);

    /// <summary>The kept pending sequences, ascending.</summary>
    public IReadOnlyList<SequenceMatch> Pending() => Sorted(_pending);

    /// <summary>Forgets the matches, which somebody has taken.</summary>
    public void Clear()
    {
        MatchCount = 0;
        _matches.Clear();
    }

    private static List<SequenceMatch> Sorted(BinaryHeap<SequenceMatch> heap)
    {
        List<SequenceMatch> sorted = [.. heap.Items];
        sorted.Sort(SequenceMatch.Compare);
        return sorted;
    }

    private void Keep(BinaryHeap<SequenceMatch> heap, SequenceMatch match)
    {
        if (heap.Count < _limit)
        {
            heap.Add(match);
        }
        else if (_limit > 0 && (SequenceMatch.Compare(match, heap.First) > 0) == (_position == ResultPosition.Tail))
        {
            heap.ReplaceFirst(match);
        }
    }
}
