using EqlPS.Events.Evtx.Values;

namespace EqlPS.Events.Evtx.BinaryXml;

/// <summary>Receives a record's XML in document order with templates filled in, optional parts left out and arrays unfolded.</summary>
internal interface IBinaryXmlSink
{
    /// <summary>An element begins, or one of the copies that an array makes of it.</summary>
    void BeginElement(string name);

    void BeginAttribute(string name);

    void EndAttribute();

    /// <summary>The start tag ends; contents follow unless the element ends in its start tag.</summary>
    void EndStartTag(bool isEmptyTag);

    /// <summary>A text of the attribute or element that is open; one may consist of several.</summary>
    void Text(in EvtxValueRef value, BinaryXmlTextKind kind);

    void ProcessingInstruction(string target, in EvtxValueRef data);

    void EndElement(string name, bool isEmptyTag);
}
