using EqlPS.Values;

namespace EqlPS.Hunting;

/// <summary>What a hunt looks at, and how many alerts it gives.</summary>
internal sealed class HuntOptions
{
    /// <summary>
    /// The first instant looked at, by the time that each rule goes by; null for no bound. Events without a timestamp are outside of every
    /// bound.
    /// </summary>
    public Timestamp? Since { get; init; }

    /// <summary>The last instant looked at; null for no bound.</summary>
    public Timestamp? Until { get; init; }

    /// <summary>The most alerts of one rule, its earliest; null for all.</summary>
    public long? MaxAlertsPerRule { get; init; }

    /// <summary>
    /// Whether events come in order of their times, those of one instant in any order: sequences then alert as soon as time has passed
    /// them, and what can no longer complete is forgotten. Sequences do not see events that come too late.
    /// </summary>
    public bool IsOrdered { get; init; }

    /// <summary>The most bytes of kept events in memory; the rest goes to a temporary file.</summary>
    public long MemoryBudget { get; init; } = Kept.SpillStore.DefaultBudget;

    /// <summary>The time that alerts say they were made.</summary>
    public Timestamp Now { get; init; } = Timestamp.FromTicks(DateTime.UtcNow.Ticks);
}
