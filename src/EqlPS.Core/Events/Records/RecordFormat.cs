namespace EqlPS.Events.Records;

/// <summary>What one JSON record is.</summary>
internal enum RecordFormat
{
    /// <summary>A document whose fields are read as they stand: ECS, or anything unknown.</summary>
    Document,

    /// <summary>The envelope of winlogbeat or the Elastic Agent around an event that no integration has normalised yet.</summary>
    Winlog,

    /// <summary>An event whose fields stand side by side, as NXLog writes them.</summary>
    Flat,

    /// <summary>An event's XML turned into JSON: <c>System</c> and <c>EventData</c> objects.</summary>
    EventJson,

    /// <summary>The same within an object <c>Event</c>.</summary>
    NestedEventJson,

    /// <summary>The event stands as text in <c>_raw</c>.</summary>
    RawText,

    /// <summary>The event stands as XML in <c>event.original</c>.</summary>
    OriginalText,
}
