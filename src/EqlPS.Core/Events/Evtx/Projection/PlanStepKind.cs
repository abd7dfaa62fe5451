namespace EqlPS.Events.Evtx.Projection;

/// <summary>What a step of a plan does.</summary>
internal enum PlanStepKind : byte
{
    /// <summary>A value of the instance, or a text of the template, feeds a slot.</summary>
    Value,

    /// <summary>A value of the instance is binary XML whose contents are wanted.</summary>
    Nested,

    /// <summary>A child of EventData is counted, and feeds the slot of its position if it has no name.</summary>
    Position,
}
