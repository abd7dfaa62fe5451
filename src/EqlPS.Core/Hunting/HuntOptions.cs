using EqlPS.Values;

namespace EqlPS.Hunting;

/// <summary>What a hunt looks at, and how many alerts it gives.</summary>
internal sealed class HuntOptions
{
    /// <summary>The first instant looked at; null for no bound. Events without a timestamp are outside of every bound.</summary>
    public Timestamp? Since { get; init; }

    /// <summary>The last instant looked at; null for no bound.</summary>
    public Timestamp? Until { get; init; }

    /// <summary>The most alerts of one rule, its earliest; null for all.</summary>
    public long? MaxAlertsPerRule { get; init; }

    /// <summary>The time that alerts say they were made.</summary>
    public Timestamp Now { get; init; } = Timestamp.FromTicks(DateTime.UtcNow.Ticks);
}
