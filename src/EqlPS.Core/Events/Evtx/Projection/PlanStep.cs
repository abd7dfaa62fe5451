using EqlPS.Events.Evtx.Values;
using EqlPS.Platform;

namespace EqlPS.Events.Evtx.Projection;

/// <summary>A step of a plan; steps run in document order.</summary>
[HotPath]
internal readonly struct PlanStep()
{
    public PlanStepKind Kind { get; init; }

    /// <summary>A null value means that the attribute or element is absent.</summary>
    public bool IsOptional { get; init; }

    /// <summary>The value is an attribute's, where an array is one text.</summary>
    public bool IsAttribute { get; init; }

    /// <summary>A position counts but feeds no slot, because the element has a name.</summary>
    public bool IsNamed { get; init; }

    /// <summary>Number of the value, or -1 for a constant.</summary>
    public int Substitution { get; init; }

    /// <summary>Number of a value whose being null removes the element around, or -1.</summary>
    public int Guard { get; init; }

    /// <summary>Number of a value that repeats the attribute with its element if it is an array, or -1.</summary>
    public int Repeater { get; init; } = -1;

    /// <summary>The slot that is fed.</summary>
    public int Slot { get; init; }

    public EvtxValueRef Constant { get; init; }

    /// <summary>The place that nested binary XML, or the counted child of EventData, belongs to.</summary>
    public PathNode? Place { get; init; }
}
