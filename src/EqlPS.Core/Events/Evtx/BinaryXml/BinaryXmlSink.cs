using EqlPS.Events.Evtx.Values;

namespace EqlPS.Events.Evtx.BinaryXml;

/// <summary>
/// Receives a record's XML in document order with templates filled in, optional parts left out and arrays unfolded; drops what it is not
/// interested in.
/// </summary>
internal abstract class BinaryXmlSink
{
    /// <summary>An element begins, or one of the copies that an array makes of it.</summary>
    public virtual void BeginElement(string name)
    {
    }

    public virtual void BeginAttribute(string name)
    {
    }

    public virtual void EndAttribute()
    {
    }

    /// <summary>The start tag ends; contents follow unless the element ends in its start tag.</summary>
    public virtual void EndStartTag(bool isEmptyTag)
    {
    }

    /// <summary>A text of the attribute or element that is open; one may consist of several.</summary>
    public virtual void Text(in EvtxValueRef value, BinaryXmlTextKind kind)
    {
    }

    public virtual void ProcessingInstruction(string target, in EvtxValueRef data)
    {
    }

    public virtual void EndElement(string name, bool isEmptyTag)
    {
    }
}
