namespace EqlPS.Events.Objects;

/// <summary>The form in which the current event was offered.</summary>
internal enum ObjectForm
{
    /// <summary>A dictionary or an object with fields.</summary>
    Fields,

    /// <summary>The same, written as JSON because it could not be read directly.</summary>
    WrittenFields,

    /// <summary>JSON text.</summary>
    Json,

    /// <summary>An event's XML.</summary>
    Xml,

    /// <summary>The properties of a log record.</summary>
    LogRecord,
}
