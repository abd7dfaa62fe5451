using EqlPS.Values;

namespace EqlPS.Execution;

/// <summary>Finds samples: per join key, sets of different events that satisfy one filter each, in no order of time.</summary>
/// <remarks>
/// With F filters and at most N samples a key only the F + N - 1 earliest events of a filter and key are kept. That loses nothing: a sample
/// with a later event has at least N earlier ones before it, made by exchanging that event for one that no other filter of the sample uses.
/// </remarks>
internal sealed class SampleMatcher
{
    private readonly int[] _filters;
    private readonly int _definitions;
    private readonly int _maxSamplesPerKey;
    private readonly int _keptPerFilter;
    private readonly Dictionary<JoinKey, BinaryHeap<StageEvent>?[]> _keys = [];

    /// <param name="filters">The distinct definition that each filter of the query has; filters may share one.</param>
    /// <param name="maxSamplesPerKey">The most samples to give for one key.</param>
    public SampleMatcher(IReadOnlyList<int> filters, int maxSamplesPerKey)
    {
        _filters = [.. filters];
        _definitions = filters.Count == 0 ? 0 : filters.Max() + 1;
        _maxSamplesPerKey = maxSamplesPerKey;
        _keptPerFilter = (int)Math.Min(int.MaxValue, (long)filters.Count + maxSamplesPerKey - 1);
    }

    /// <summary>The number of keys seen.</summary>
    public int KeyCount => _keys.Count;

    /// <summary>Takes an event, in any order. Events without a timestamp come after all others.</summary>
    public void Accept(StageEvent next)
    {
        if (_maxSamplesPerKey <= 0)
        {
            return;
        }

        ReadOnlySpan<StageHit> hits = next.Hits;
        for (int i = 0; i < hits.Length; i++)
        {
            StageHit hit = hits[i];
            bool isRepeated = i > 0 && hits[i - 1].Definition == hit.Definition && hits[i - 1].Key.Equals(hit.Key);
            if (!isRepeated && (uint)hit.Definition < (uint)_definitions)
            {
                Keep(hit, next);
            }
        }
    }

    /// <summary>
    /// The samples by ascending key, and for each key in order of the first filter's event, then the second's, and so on.
    /// </summary>
    public IEnumerable<SampleMatch> Complete()
    {
        foreach (KeyValuePair<JoinKey, BinaryHeap<StageEvent>?[]> entry in InOrder())
        {
            StageEvent[]?[] candidates = Array.ConvertAll(entry.Value, Sorted);
            if (!Array.TrueForAll(_filters, filter => candidates[filter] is not null))
            {
                continue;
            }

            var combinations = new SampleCombinations(Array.ConvertAll(_filters, filter => candidates[filter]!));
            for (int i = 0; i < _maxSamplesPerKey && combinations.MoveNext(); i++)
            {
                yield return new SampleMatch(entry.Key, combinations.Current());
            }
        }
    }

    private static StageEvent[]? Sorted(BinaryHeap<StageEvent>? heap)
    {
        if (heap is null)
        {
            return null;
        }

        StageEvent[] events = [.. heap.Items];
        Array.Sort(events, StageEvent.Compare);
        return events;
    }

    private IEnumerable<KeyValuePair<JoinKey, BinaryHeap<StageEvent>?[]>> InOrder() => _keys.OrderBy(static entry => entry.Key);

    private void Keep(StageHit hit, StageEvent next)
    {
        if (!_keys.TryGetValue(hit.Key, out BinaryHeap<StageEvent>?[]? heaps))
        {
            heaps = new BinaryHeap<StageEvent>?[_definitions];
            _keys.Add(hit.Key, heaps);
        }

        // The heap's first item is the latest event, the one that goes first.
        BinaryHeap<StageEvent> heap = heaps[hit.Definition] ??= new(static (left, right) => StageEvent.Compare(right, left));
        if (heap.Count < _keptPerFilter)
        {
            heap.Add(next);
        }
        else if (StageEvent.Compare(next, heap.First) < 0)
        {
            heap.ReplaceFirst(next);
        }
    }
}
