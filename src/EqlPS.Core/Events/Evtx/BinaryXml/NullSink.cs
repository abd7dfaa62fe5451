namespace EqlPS.Events.Evtx.BinaryXml;

/// <summary>Drops everything: to learn whether a record can be read as a whole.</summary>
internal sealed class NullSink : BinaryXmlSink
{
    private NullSink()
    {
    }

    public static NullSink Instance { get; } = new();
}
