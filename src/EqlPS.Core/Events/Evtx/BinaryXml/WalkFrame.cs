using EqlPS.Platform;

namespace EqlPS.Events.Evtx.BinaryXml;

/// <summary>Nodes being walked with what gives them meaning: names, bytes of texts, and the values of the instance.</summary>
[HotPath]
internal readonly struct WalkFrame(
    BinaryXmlNode[] nodes, int count, string[] names, byte[] bytes, TemplateInstance instance, int firstOffset)
{
    public BinaryXmlNode[] Nodes { get; } = nodes;

    public int Count { get; } = count;

    public string[] Names { get; } = names;

    /// <summary>The bytes that constant texts point into: a template's body, or the chunk for literal binary XML.</summary>
    public byte[] Bytes { get; } = bytes;

    /// <summary>The instance that fills substitutions; its default, without values, for literal binary XML.</summary>
    public TemplateInstance Instance { get; } = instance;

    /// <summary>Where the offsets of the values begin in the walker's list.</summary>
    public int FirstOffset { get; } = firstOffset;
}
