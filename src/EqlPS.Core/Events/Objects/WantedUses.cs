namespace EqlPS.Events.Objects;

/// <summary>What a property of an object tells.</summary>
[Flags]
internal enum WantedUses
{
    /// <summary>Nothing that anyone asks for.</summary>
    None = 0,

    /// <summary>A value that may be wanted.</summary>
    Value = 1,

    /// <summary>Who logged a flat event.</summary>
    Provider = 2,

    /// <summary>A log record has this: the provider.</summary>
    RecordProvider = 4,

    /// <summary>A log record has this: its log.</summary>
    RecordLog = 8,

    /// <summary>A log record has this: the event's id.</summary>
    RecordId = 16,

    /// <summary>No log record has this.</summary>
    EventId = 32,

    /// <summary>Wanted of Sysmon's events only.</summary>
    SysmonMessage = 64,
}
