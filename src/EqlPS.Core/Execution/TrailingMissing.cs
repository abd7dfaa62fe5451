using EqlPS.Values;

namespace EqlPS.Execution;

/// <summary>Holds back sequences that end in missing stages until such an event arrives or none can spoil them any more.</summary>
internal sealed class TrailingMissing
{
    private const int FewestDecidedToSweep = 32;

    private readonly SequencePlan _plan;
    private readonly SequenceStatistics _statistics;
    private readonly ISequenceSink _sink;
    private readonly MissingClock _clock;
    private readonly Dictionary<JoinKey, Queue<PendingSequence>> _byKey = [];
    private readonly BinaryHeap<PendingSequence> _byAnchor = new(static (left, right) => left.Anchor.CompareTo(right.Anchor));
    private int _decided;

    public TrailingMissing(SequencePlan plan, SequenceStatistics statistics, ISequenceSink sink)
    {
        _plan = plan;
        _statistics = statistics;
        _sink = sink;
        _clock = new MissingClock(plan);
    }

    /// <summary>The number of sequences held back.</summary>
    public int Count => _byAnchor.Count - _decided;

    /// <summary>The number of entries kept, those included that were decided on and still wait for their turn to be removed.</summary>
    public int EntryCount => _byAnchor.Count;

    /// <summary>Holds back a sequence; the sequences of one key come in order of their last events.</summary>
    public void Add(PendingSequence pending)
    {
        if (!_byKey.TryGetValue(pending.Key, out Queue<PendingSequence>? queue))
        {
            queue = new Queue<PendingSequence>(1);
            _byKey.Add(pending.Key, queue);
        }

        queue.Enqueue(pending);
        _byAnchor.Add(pending);
    }

    /// <summary>Takes an event of a trailing missing stage: the first after a sequence decides on it.</summary>
    public void Note(JoinKey key, StageEvent missing)
    {
        if (!_byKey.TryGetValue(key, out Queue<PendingSequence>? queue))
        {
            return;
        }

        while (queue.Count > 0 && (queue.Peek().IsDecided || _clock.IsAfter(missing, queue.Peek().Last!.Event)))
        {
            PendingSequence pending = queue.Dequeue();
            if (!pending.IsDecided)
            {
                Decide(pending, isMatch: _clock.IsApart(missing.Time, pending.Anchor));
                _decided++;
            }
        }

        if (queue.Count == 0)
        {
            _byKey.Remove(key);
        }

        SweepDecided();
    }

    /// <summary>Releases the sequences that no event at or after an instant can spoil.</summary>
    public void Advance(Timestamp now)
    {
        while (_byAnchor.Count > 0 && (_byAnchor.First.IsDecided || _clock.IsApart(now, _byAnchor.First.Anchor)))
        {
            PendingSequence pending = _byAnchor.RemoveFirst();
            if (pending.IsDecided)
            {
                _decided--;
                continue;
            }

            Decide(pending, isMatch: true);
            ForgetDecided(pending.Key);
        }
    }

    /// <summary>
    /// Releases all that is left when the data ends: as pending, or as matches if the plan does not wait for the span to elapse.
    /// </summary>
    public void Complete()
    {
        foreach (PendingSequence pending in _byAnchor.Items)
        {
            if (!pending.IsDecided && !_plan.TrailingNeedsElapsed)
            {
                Decide(pending, isMatch: true);
            }
            else if (!pending.IsDecided)
            {
                _statistics.Pending++;
                _sink.Accept(new SequenceMatch(_plan, pending.Key, pending.Decide(), EndOfSpan(pending.Anchor)));
            }
        }

        _byAnchor.Clear();
        _byKey.Clear();
        _decided = 0;
    }

    private Timestamp EndOfSpan(Timestamp anchor) =>
        _plan.MaxSpanTicks is { } span && anchor.TryAddTicks(span, out Timestamp end) ? end : Timestamp.MaxValue;

    private void Decide(PendingSequence pending, bool isMatch)
    {
        SequenceNode last = pending.Decide();
        if (isMatch)
        {
            _statistics.Completed++;
            _sink.Accept(new SequenceMatch(_plan, pending.Key, last));
        }
        else
        {
            _statistics.RejectedByMissing++;
        }
    }

    private void ForgetDecided(JoinKey key)
    {
        if (!_byKey.TryGetValue(key, out Queue<PendingSequence>? queue))
        {
            return;
        }

        while (queue.Count > 0 && queue.Peek().IsDecided)
        {
            queue.Dequeue();
        }

        if (queue.Count == 0)
        {
            _byKey.Remove(key);
        }
    }

    // What an event decided on still lies in the heap; it must not outweigh what is alive.
    private void SweepDecided()
    {
        if (_decided > FewestDecidedToSweep && _decided > _byAnchor.Count / 2)
        {
            _byAnchor.RemoveAll(static pending => pending.IsDecided);
            _decided = 0;
        }
    }
}
