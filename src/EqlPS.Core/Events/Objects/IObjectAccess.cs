namespace EqlPS.Events.Objects;

/// <summary>
/// What a host such as PowerShell tells about its objects, whose types the core does not know. Dictionaries, lists, texts, numbers,
/// dates and XML nodes need no help. Called on the reader's thread only.
/// </summary>
/// <remarks>
/// An object that cannot be read makes a method throw <see cref="ObjectAccessException"/>, which is counted; what else is thrown passes
/// through the reader untouched.
/// </remarks>
internal interface IObjectAccess
{
    /// <summary>
    /// The object without the host's wrapper; the wrapper itself where its properties are what counts. Null for null.
    /// </summary>
    object? Unwrap(object? item);

    /// <summary>The event's XML of a live log record; null for everything else.</summary>
    string? EventXmlOf(object item);

    /// <summary>Whether the properties of an object without wrapper are fields, as those of custom objects are.</summary>
    bool HasFields(object item);

    /// <summary>A property by its exact name; false if there is none.</summary>
    bool TryGetField(object item, string name, out object? value);

    /// <summary>Gives all properties, in their order, to a sink.</summary>
    void VisitFields(object item, IObjectFieldSink sink);

    /// <summary>
    /// Says that the next object comes: until then the properties that were visited first may be taken for those the object still has.
    /// </summary>
    void Forget();

    /// <summary>The name of an object's type, for messages.</summary>
    string TypeNameOf(object item);
}
