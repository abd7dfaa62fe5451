namespace EqlPS.Events.Objects;

/// <summary>How a property of a log record becomes the text that the event's XML has.</summary>
internal enum LogRecordValue
{
    /// <summary>A text, number or time as it is.</summary>
    Text,

    /// <summary>A GUID in braces; none for zeros.</summary>
    Guid,

    /// <summary>The bits of the keywords, in hexadecimal.</summary>
    Keywords,

    /// <summary>A security identifier.</summary>
    Account,

    /// <summary>A value of the event's data; an empty one stays.</summary>
    Data,

    /// <summary>A number of the event's data that its manifest shows in hexadecimal.</summary>
    Hexadecimal,
}
