using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Execution;

/// <summary>
/// Finds the sequences in one run over events in ascending order. Per join key every stage but the last holds at most one partial
/// sequence; the newest wins. Missing stages take no part in that: they only judge sequences that have all their events.
/// </summary>
[HotPath]
internal sealed class SequenceMatcher
{
    private readonly SequencePlan _plan;
    private readonly ISequenceSink _sink;
    private readonly MissingClock _clock;
    private readonly Dictionary<JoinKey, KeyPartials> _keys = [];
    private readonly LinkedList<PartialSequence> _byStart = new();
    private readonly LeadingMissing? _leading;
    private readonly TrailingMissing? _trailing;
    private StageEvent? _previous;
    private Timestamp _now;

    public SequenceMatcher(SequencePlan plan, ISequenceSink sink)
    {
        _plan = plan;
        _sink = sink;
        _clock = new MissingClock(plan);
        _leading = plan.HasLeading ? new LeadingMissing(plan) : null;
        _trailing = plan.HasTrailing ? new TrailingMissing(plan, Statistics, sink) : null;
    }

    public SequenceStatistics Statistics { get; } = new();

    /// <summary>The most partial sequences to keep; the one that began first goes when there is one too many.</summary>
    public int MostPartials { get; init; } = int.MaxValue;

    /// <summary>The number of partial sequences kept at the moment.</summary>
    public int PartialCount => _byStart.Count;

    /// <summary>The number of join keys that have a partial sequence.</summary>
    public int KeyCount => _keys.Count;

    /// <summary>The number of keys for which an event of a leading missing stage is remembered.</summary>
    public int LeadCount => _leading?.Count ?? 0;

    /// <summary>The number of sequences that wait for the span of a trailing missing stage to elapse.</summary>
    public int WaitingCount => _trailing?.Count ?? 0;

    /// <summary>Takes the next event. One that is not after the last one taken, or older than the clock, is refused and counted.</summary>
    public void Accept(StageEvent next)
    {
        Statistics.Seen++;
        if (!next.Ordinal.HasTime || next.Time < _now || (_previous is not null && StageEvent.Compare(next, _previous) <= 0))
        {
            Statistics.Refused++;
            return;
        }

        _previous = next;
        AdvanceTo(next.Time);

        bool used = false;
        ReadOnlySpan<StageHit> hits = next.Hits;
        while (!hits.IsEmpty)
        {
            int count = 1;
            while (count < hits.Length && hits[count].Key.Equals(hits[0].Key))
            {
                count++;
            }

            used |= AcceptKey(next, hits.Slice(0, count));
            hits = hits.Slice(count);
        }

        if (!used)
        {
            Statistics.Ignored++;
        }
    }

    /// <summary>
    /// Moves the clock: the caller promises that no event older than this follows. Drops partial sequences that can no longer complete and
    /// releases those that no event can spoil any more. A clock that goes back is ignored.
    /// </summary>
    public void AdvanceTo(Timestamp clock)
    {
        if (clock < _now)
        {
            return;
        }

        _now = clock;
        if (_plan.MaxSpanTicks is { } span)
        {
            while (_byStart.First is { } node && Timestamp.CompareSpan(clock, node.Value.FirstTime, span) > 0)
            {
                Statistics.RejectedByMaxSpan++;
                Drop(node.Value);
                RemoveIfEmpty(node.Value.Owner);
            }
        }

        _leading?.Advance(clock);
        _trailing?.Advance(clock);
    }

    /// <summary>Ends the run and releases what waits. Nothing may be accepted after it.</summary>
    /// <param name="endOfData">Time of the latest event of the whole input, whether or not it concerns the query; null if unknown.</param>
    public void Complete(Timestamp? endOfData)
    {
        if (endOfData is { } end)
        {
            AdvanceTo(end);
        }

        _trailing?.Complete();
        _leading?.Clear();
        _byStart.Clear();
        _keys.Clear();
    }

    // All hits have one key and are ordered by definition.
    private bool AcceptKey(StageEvent next, ReadOnlySpan<StageHit> hits)
    {
        JoinKey key = hits[0].Key;
        bool used = false;
        if (_trailing is not null && HitsTrailing(hits))
        {
            used = true;
            _trailing.Note(key, next);
        }

        if (_keys.TryGetValue(key, out KeyPartials? partials))
        {
            used |= Extend(partials, next, hits);
        }

        if (Hits(hits, _plan.DefinitionOf(0)))
        {
            used = true;
            Start(ref partials, key, next);
        }

        if (partials is not null)
        {
            used |= Spoil(partials, next, hits) | Clear(partials, hits);
            RemoveIfEmpty(partials);
        }

        if (_leading is not null && HitsLeading(hits))
        {
            used = true;
            _leading.Note(key, next.Time);
        }

        return used;
    }

    // From the stage furthest along down, so that an event moves each sequence by one stage only.
    private bool Extend(KeyPartials partials, StageEvent next, ReadOnlySpan<StageHit> hits)
    {
        bool used = false;
        PartialSequence? newer;
        for (PartialSequence? partial = partials.Oldest; partial is not null; partial = newer)
        {
            newer = partial.Newer;
            if (!Hits(hits, _plan.DefinitionOf(partial.Stage + 1)))
            {
                continue;
            }

            used = true;
            partial.Extend(next, IsIntruded(partial, next));
            if (partial.Stage == _plan.PositiveCount - 1)
            {
                Drop(partial);
                Judge(partials.Key, partial);
            }
            else if (partial.Older is { } older && older.Stage == partial.Stage)
            {
                Statistics.Overwritten++;
                Drop(older);
            }
        }

        return used;
    }

    private void Start(ref KeyPartials? partials, JoinKey key, StageEvent first)
    {
        Timestamp? lead = _leading?.Before(key, first.Time);
        if (_plan.PositiveCount == 1)
        {
            var whole = new PartialSequence(new KeyPartials(key));
            whole.Start(first, lead);
            Judge(key, whole);
            return;
        }

        if (partials is null)
        {
            partials = new KeyPartials(key);
            _keys.Add(key, partials);
        }

        if (partials.Newest is { Stage: 0 } overwritten)
        {
            Statistics.Overwritten++;
            overwritten.Start(first, lead);
            _byStart.Remove(overwritten.ExpiryNode);
            _byStart.AddLast(overwritten.ExpiryNode);
            return;
        }

        var partial = new PartialSequence(partials);
        partial.Start(first, lead);
        partials.Add(partial);
        _byStart.AddLast(partial.ExpiryNode);
        if (_byStart.Count > MostPartials)
        {
            PartialSequence oldest = _byStart.First!.Value;
            Statistics.Forgotten++;
            Drop(oldest);
            if (oldest.Owner != partials)
            {
                RemoveIfEmpty(oldest.Owner);
            }
        }
    }

    // Applies the tests for missing stages to a sequence that has all its events.
    private void Judge(JoinKey key, PartialSequence whole)
    {
        SequenceNode last = whole.Last;
        bool isFarFromLead = whole.Lead is not { } lead || _clock.IsApart(last.Event.Time, lead);
        if (whole.IsSpoiled || (_plan.HasLeading && !_plan.HasTrailing && !isFarFromLead))
        {
            Statistics.RejectedByMissing++;
        }
        else if (_plan.HasTrailing && !(_plan.HasLeading && isFarFromLead))
        {
            // A pure trailing stage is measured from the first event; with a leading one the two missing events from one another.
            _trailing!.Add(new PendingSequence(key, last, _clock.Of(whole.Lead ?? whole.FirstTime)));
        }
        else
        {
            Statistics.Completed++;
            _sink.Accept(new SequenceMatch(_plan, key, last));
        }
    }

    private bool IsIntruded(PartialSequence partial, StageEvent next) =>
        partial.Intruder is { } intruder && (!_clock.IsCoarse || intruder < _clock.Of(next.Time));

    // Notes an event of a middle missing stage in the sequences that wait at its gap. The event itself may just have filled a stage.
    private bool Spoil(KeyPartials partials, StageEvent next, ReadOnlySpan<StageHit> hits)
    {
        if (!_plan.HasMiddle)
        {
            return false;
        }

        bool used = false;
        foreach (StageHit hit in hits)
        {
            if (_plan.GapsOf(hit.Definition) is not { } gaps)
            {
                continue;
            }

            for (PartialSequence? partial = partials.Oldest; partial is not null; partial = partial.Newer)
            {
                if (partial.Intruder is null && gaps.BinarySearch(partial.Stage) >= 0 && _clock.IsAfter(next, partial.Last.Event))
                {
                    used = true;
                    partial.Intruder = _clock.Of(next.Time);
                }
            }
        }

        return used;
    }

    private bool Clear(KeyPartials partials, ReadOnlySpan<StageHit> hits)
    {
        if (!_plan.HasUntil || hits[0].Definition != StageHit.Until)
        {
            return false;
        }

        bool used = false;
        while (partials.Oldest is { } partial)
        {
            used = true;
            Statistics.ClearedByUntil++;
            Drop(partial);
        }

        return used;
    }

    private void Drop(PartialSequence partial)
    {
        partial.Owner.Remove(partial);
        _byStart.Remove(partial.ExpiryNode);
    }

    private void RemoveIfEmpty(KeyPartials partials)
    {
        if (partials.IsEmpty)
        {
            _keys.Remove(partials.Key);
        }
    }

    private static bool Hits(ReadOnlySpan<StageHit> hits, int definition)
    {
        int low = 0;
        int high = hits.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >> 1;
            int found = hits[middle].Definition;
            if (found == definition)
            {
                return true;
            }

            if (found < definition)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return false;
    }

    private bool HitsLeading(ReadOnlySpan<StageHit> hits)
    {
        foreach (StageHit hit in hits)
        {
            if (_plan.IsLeading(hit.Definition))
            {
                return true;
            }
        }

        return false;
    }

    private bool HitsTrailing(ReadOnlySpan<StageHit> hits)
    {
        foreach (StageHit hit in hits)
        {
            if (_plan.IsTrailing(hit.Definition))
            {
                return true;
            }
        }

        return false;
    }
}
