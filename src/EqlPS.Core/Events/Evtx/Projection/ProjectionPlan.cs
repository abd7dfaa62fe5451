using EqlPS.Events.Evtx.BinaryXml;

namespace EqlPS.Events.Evtx.Projection;

/// <summary>Which values of a template's instances feed which slots.</summary>
internal sealed class ProjectionPlan(PlanStep[] steps, bool needsWalk)
{
    /// <summary>The plan of templates that only a walk through the whole record can answer for.</summary>
    public static ProjectionPlan Walk { get; } = new([], true);

    public PlanStep[] Steps { get; } = steps;

    /// <summary>Dynamic names, mixed contents and the like: the record is walked instead.</summary>
    public bool NeedsWalk { get; } = needsWalk;
}
