using EqlPS.Events.Evtx.Values;

namespace EqlPS.Events.Evtx.BinaryXml;

/// <summary>Drops everything: to learn whether a record can be read as a whole.</summary>
internal sealed class NullSink : IBinaryXmlSink
{
    private NullSink()
    {
    }

    public static NullSink Instance { get; } = new();

    public void BeginElement(string name)
    {
    }

    public void BeginAttribute(string name)
    {
    }

    public void EndAttribute()
    {
    }

    public void EndStartTag(bool isEmptyTag)
    {
    }

    public void Text(in EvtxValueRef value, BinaryXmlTextKind kind)
    {
    }

    public void ProcessingInstruction(string target, in EvtxValueRef data)
    {
    }

    public void EndElement(string name, bool isEmptyTag)
    {
    }
}
