using EqlPS.Values;

namespace EqlPS.Execution;

/// <summary>One sample: a join key and an event for each filter, all different.</summary>
internal sealed class SampleMatch(JoinKey key, StageEvent[] events)
{
    public JoinKey Key { get; } = key;

    /// <summary>One event a filter, in query order.</summary>
    public StageEvent[] Events { get; } = events;
}
