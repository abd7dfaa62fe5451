namespace EqlPS.Events.Objects;

/// <summary>Why an object gave no event, or not all of one.</summary>
internal enum ObjectTroubleKind
{
    /// <summary>There was no object.</summary>
    NullObject,

    /// <summary>An object of a type that holds no event.</summary>
    ForeignType,

    /// <summary>An object that contains itself, or more levels than an event has.</summary>
    NestedTooDeep,

    /// <summary>An object larger than any event.</summary>
    TooLarge,

    /// <summary>Text that is neither event XML nor JSON, or is broken.</summary>
    UnreadableText,

    /// <summary>An object whose properties cannot be read.</summary>
    UnreadableObject,

    /// <summary>A log record that lost the names of its values, or the values too; the event is read without them.</summary>
    NamesMissing,

    /// <summary>
    /// An object was read, but what nobody asked for in it cannot be shown with its event: it contains itself, is too large or unreadable.
    /// </summary>
    PartLeftOut,
}
