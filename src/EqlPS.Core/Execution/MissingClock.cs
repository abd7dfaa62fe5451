using EqlPS.Values;

namespace EqlPS.Execution;

/// <summary>Times and order of events as the tests for missing events see them.</summary>
internal readonly struct MissingClock(SequencePlan plan)
{
    private readonly long? _span = plan.MaxSpanTicks;

    /// <summary>Whether events are told apart by whole milliseconds only.</summary>
    public bool IsCoarse { get; } = plan.MissingEvents == MissingEventRule.Milliseconds;

    /// <summary>A time, cut to what the rule can see of it.</summary>
    public Timestamp Of(Timestamp time) => IsCoarse ? Timestamp.FromTicks(time.Ticks - (time.Ticks % TimeSpan.TicksPerMillisecond)) : time;

    /// <summary>Whether a later event stands far enough from an earlier one not to share a window of the sequence's span with it.</summary>
    public bool IsApart(Timestamp later, Timestamp earlier) =>
        _span.HasValue && Timestamp.CompareSpan(Of(later), Of(earlier), _span.GetValueOrDefault()) > 0;

    /// <summary>Whether an event counts as after another one, given that it is not before it in the total order.</summary>
    public bool IsAfter(StageEvent later, StageEvent earlier) =>
        !ReferenceEquals(later, earlier) && (!IsCoarse || Of(later.Time) > Of(earlier.Time));
}
