namespace EqlPS.Events.Input;

/// <summary>What a source holds, as its first bytes show it.</summary>
internal enum InputFormat
{
    /// <summary>Nothing but blanks.</summary>
    Empty,

    /// <summary>JSON lines, a JSON array or JSON objects one after the other.</summary>
    Json,

    /// <summary>Windows event XML: one or more <c>Event</c> elements, within a document or one after the other.</summary>
    EventXml,

    /// <summary>A Windows event log of Vista or later.</summary>
    Evtx,

    /// <summary>A Windows event log of before Vista.</summary>
    LegacyEventLog,

    /// <summary>None of these.</summary>
    Unknown,
}
