using EqlPS.Values;

namespace EqlPS.Execution;

/// <summary>A completed sequence: its join key and the event of each stage.</summary>
internal sealed class SequenceMatch
{
    private readonly SequencePlan _plan;
    private readonly SequenceNode _last;
    private StageEvent?[]? _events;

    public SequenceMatch(SequencePlan plan, JoinKey key, SequenceNode last, Timestamp? pendingUntil = null)
    {
        _plan = plan;
        Key = key;
        _last = last;
        PendingUntil = pendingUntil;
    }

    public JoinKey Key { get; }

    /// <summary>The event of the last stage that has one; it places the result among others.</summary>
    public StageEvent Last => _last.Event;

    /// <summary>One entry a stage in query order, null at a missing stage. Made when first asked for.</summary>
    public StageEvent?[] Events => _events ??= MakeEvents();

    /// <summary>True if the data ended before it was certain that no event of the trailing missing stages follows.</summary>
    public bool IsPending => PendingUntil.HasValue;

    /// <summary>
    /// It becomes a match when no event of the trailing missing stages stands up to and including this instant. Null for a match.
    /// </summary>
    public Timestamp? PendingUntil { get; }

    /// <summary>The order of results: by last event, ties by key.</summary>
    public static int Compare(SequenceMatch left, SequenceMatch right)
    {
        int order = StageEvent.Compare(left.Last, right.Last);
        return order != 0 ? order : left.Key.CompareTo(right.Key);
    }

    private StageEvent?[] MakeEvents()
    {
        var events = new StageEvent?[_plan.Stages.Count];
        int positive = _plan.PositiveCount;
        for (SequenceNode? node = _last; node is not null; node = node.Previous)
        {
            events[_plan.PositionOf(--positive)] = node.Event;
        }

        return events;
    }
}
