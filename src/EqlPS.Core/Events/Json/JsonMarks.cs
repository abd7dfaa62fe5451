namespace EqlPS.Events.Json;

/// <summary>What the fields of a JSON record tell about its kind.</summary>
[Flags]
internal enum JsonMarks
{
    None = 0,

    /// <summary>A <c>_source</c> object: a hit of a search in Elasticsearch.</summary>
    Hit = 1 << 0,

    /// <summary>A <c>result</c> object: a line of a Splunk export.</summary>
    Result = 1 << 1,

    /// <summary>A <c>_raw</c> text: the event as Splunk was given it.</summary>
    RawText = 1 << 2,

    /// <summary>A <c>System</c> object within an <c>Event</c> object.</summary>
    EventSystem = 1 << 3,

    /// <summary>A <c>System</c> object at the top.</summary>
    System = 1 << 4,

    /// <summary>A flattened event's id.</summary>
    FlatId = 1 << 5,

    /// <summary>A flattened event's channel, provider or host.</summary>
    FlatPlace = 1 << 6,

    /// <summary>The envelope that winlogbeat and the Elastic Agent put around an event.</summary>
    Winlog = 1 << 7,

    /// <summary>The event's data within that envelope.</summary>
    WinlogData = 1 << 8,

    /// <summary>A field that Elastic's integrations add.</summary>
    Normalised = 1 << 9,

    /// <summary>The event as it was, in <c>event.original</c>.</summary>
    Original = 1 << 10,

    /// <summary>Named or numbered items in an array <c>EventData.Data</c>, which have to be told apart one by one.</summary>
    DataItems = 1 << 11,

    /// <summary>The time that every Sysmon event has among its data.</summary>
    UtcTime = 1 << 12,
}
