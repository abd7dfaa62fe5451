namespace EqlPS.Events.Objects;

/// <summary>One kind of trouble with objects: what it is, how often it came, and where first.</summary>
internal sealed class ObjectTrouble(ObjectTroubleKind kind, string message, EventLocation first)
{
    public ObjectTroubleKind Kind { get; } = kind;

    /// <summary>What was wrong with the first such object, as one English sentence without a full stop.</summary>
    public string Message { get; } = message;

    /// <summary>The first such object.</summary>
    public EventLocation First { get; } = first;

    /// <summary>How many such objects there were.</summary>
    public long Count { get; set; }

    /// <summary>Whether the objects were lost; if not, their events were read in part.</summary>
    public bool IsLost => Kind is not (ObjectTroubleKind.NamesMissing or ObjectTroubleKind.PartLeftOut);
}
