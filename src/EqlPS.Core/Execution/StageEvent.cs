using EqlPS.Values;

namespace EqlPS.Execution;

/// <summary>An event that was kept because it satisfies some stage, with everything the matchers need to know of it.</summary>
internal sealed class StageEvent
{
    private readonly Ordinal _ordinal;
    private readonly StageHit[] _hits;

    /// <param name="ordinal">Its place among all events.</param>
    /// <param name="payload">The event itself; never looked into here.</param>
    /// <param name="hits">Taken as its own and reordered. An event may hit several definitions, and each with several keys.</param>
    public StageEvent(in Ordinal ordinal, object payload, params StageHit[] hits)
    {
        _ordinal = ordinal;
        Payload = payload;
        _hits = hits;
        if (hits.Length > 1)
        {
            Array.Sort(hits, static (left, right) =>
            {
                int order = left.Key.CompareLightly(right.Key);
                return order != 0 ? order : left.Definition.CompareTo(right.Definition);
            });
        }
    }

    public ref readonly Ordinal Ordinal => ref _ordinal;

    public Timestamp Time => _ordinal.Time;

    public object Payload { get; }

    /// <summary>The hits by key, then by definition, so that the hits of one key stand together.</summary>
    public ReadOnlySpan<StageHit> Hits => _hits;

    /// <summary>Orders events by ordinal.</summary>
    public static int Compare(StageEvent left, StageEvent right) => Execution.Ordinal.Compare(left._ordinal, right._ordinal);
}
