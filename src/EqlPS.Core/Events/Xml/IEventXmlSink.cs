namespace EqlPS.Events.Xml;

/// <summary>
/// Takes the values of an event's XML. Places are numbers that the sink gives; -1 is a place that nobody wants, and all below it.
/// </summary>
internal interface IEventXmlSink
{
    /// <summary>The place of a child element.</summary>
    int Child(int parent, ReadOnlySpan<byte> name);

    /// <summary>The place of an attribute.</summary>
    int Attribute(int parent, ReadOnlySpan<byte> name);

    /// <summary>The place of a child of <c>EventData</c> that is known by its position, from 1.</summary>
    int Position(int parent, int position);

    /// <summary>The value at a place, as UTF-8 with all references replaced.</summary>
    void Value(int place, ReadOnlySpan<byte> text);
}
