namespace EqlPS.Events.Objects;

/// <summary>The form in which the current event was offered.</summary>
internal enum ObjectForm
{
    /// <summary>A dictionary or an object with fields, written as JSON.</summary>
    Fields,

    /// <summary>JSON text.</summary>
    Json,

    /// <summary>An event's XML.</summary>
    Xml,

    /// <summary>The properties of a log record.</summary>
    LogRecord,
}
