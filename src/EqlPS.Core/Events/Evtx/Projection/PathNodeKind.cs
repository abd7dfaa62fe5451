namespace EqlPS.Events.Evtx.Projection;

/// <summary>What the children of a place in the event's tree are.</summary>
internal enum PathNodeKind
{
    /// <summary>Above the root element, whose name does not matter.</summary>
    Document,

    Element,

    /// <summary>The event's EventData, whose children are known by their Name attribute or by position.</summary>
    EventData,
}
