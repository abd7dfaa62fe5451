using EqlPS.Diagnostics;

namespace EqlPS.Analysis.Bound;

/// <summary>A query ready to be compiled: names resolved, constants folded, checked.</summary>
internal sealed class BoundQuery(BoundQueryKind kind, IReadOnlyList<BoundStage> stages)
{
    public BoundQueryKind Kind { get; } = kind;

    /// <summary>The stages; an event query has one, without keys.</summary>
    public IReadOnlyList<BoundStage> Stages { get; } = stages;

    /// <summary>What ends partial sequences, or null.</summary>
    public BoundStage? Until { get; init; }

    /// <summary>The longest time from first to last event, in 100 ns; null means no limit.</summary>
    public long? MaxSpanTicks { get; init; }

    /// <summary>The text of the maxspan clause, for messages.</summary>
    public TextSpan MaxSpanSpan { get; init; }

    public IReadOnlyList<BoundPipe> Pipes { get; init; } = [];
}
