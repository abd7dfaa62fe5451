using EqlPS.Values;

namespace EqlPS.Execution;

/// <summary>
/// Remembers per key the latest event of the leading missing stages, for as long as it can spoil a sequence that begins after it.
/// </summary>
internal sealed class LeadingMissing(SequencePlan plan)
{
    private readonly MissingClock _clock = new(plan);
    private readonly Dictionary<JoinKey, LinkedListNode<Lead>> _byKey = [];
    private readonly LinkedList<Lead> _byTime = new();

    /// <summary>The number of keys remembered.</summary>
    public int Count => _byKey.Count;

    /// <summary>Notes an event; it must not precede any noted before.</summary>
    public void Note(JoinKey key, Timestamp time)
    {
        time = _clock.Of(time);
        if (!_byKey.TryGetValue(key, out LinkedListNode<Lead>? node))
        {
            node = new LinkedListNode<Lead>(new Lead(key, time));
            _byKey.Add(key, node);
            _byTime.AddLast(node);
        }
        else if (time > node.Value.Latest)
        {
            node.Value.Previous = node.Value.Latest;
            node.Value.Latest = time;
            _byTime.Remove(node);
            _byTime.AddLast(node);
        }
    }

    /// <summary>
    /// The latest event before a sequence's first event, which must not have been noted yet itself; null if none can matter.
    /// </summary>
    public Timestamp? Before(JoinKey key, Timestamp first)
    {
        if (!_byKey.TryGetValue(key, out LinkedListNode<Lead>? node))
        {
            return null;
        }

        return _clock.IsCoarse && node.Value.Latest >= _clock.Of(first) ? node.Value.Previous : node.Value.Latest;
    }

    /// <summary>Forgets what is too long ago to matter for any event from now on.</summary>
    public void Advance(Timestamp now)
    {
        while (_byTime.First is { } node && _clock.IsApart(now, node.Value.Latest))
        {
            _byTime.Remove(node);
            _byKey.Remove(node.Value.Key);
        }
    }

    public void Clear()
    {
        _byKey.Clear();
        _byTime.Clear();
    }

    /// <summary>
    /// The two latest instants of one key; the earlier of them counts where the later falls into the first event's millisecond.
    /// </summary>
    private sealed class Lead(JoinKey key, Timestamp latest)
    {
        public JoinKey Key { get; } = key;

        public Timestamp Latest { get; set; } = latest;

        public Timestamp? Previous { get; set; }
    }
}
