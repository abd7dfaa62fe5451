using EqlPS.Platform;

namespace EqlPS.Events.Evtx.BinaryXml;

/// <summary>A template parsed once: immutable, independent of any chunk, and the same object for all chunks that define the same.</summary>
[HotPath]
internal sealed class TemplateProgram(Guid id, byte[] body, BinaryXmlNode[] nodes, string[] names, bool isShared)
{
    /// <summary>Identifier in the definition; different templates may bear the same.</summary>
    public Guid Id { get; } = id;

    /// <summary>The bytes that constant texts point into.</summary>
    public byte[] Body { get; } = body;

    public BinaryXmlNode[] Nodes { get; } = nodes;

    public string[] Names { get; } = names;

    /// <summary>False when the store is full: the program lives no longer than its chunk, so plans for it are not kept.</summary>
    public bool IsShared { get; } = isShared;

    /// <summary>True when both describe the same XML, wherever names and texts stood in their chunks.</summary>
    public bool DescribesSame(TemplateProgram other)
    {
        if (Nodes.Length != other.Nodes.Length)
        {
            return false;
        }

        for (int i = 0; i < Nodes.Length; i++)
        {
            ref readonly BinaryXmlNode a = ref Nodes[i];
            ref readonly BinaryXmlNode b = ref other.Nodes[i];
            if (a.Kind != b.Kind || a.Type != b.Type || a.IsEmptyTag != b.IsEmptyTag || a.Substitution != b.Substitution
                || a.End != b.End || a.Length != b.Length
                || (a.Name >= 0 && !string.Equals(Names[a.Name], other.Names[b.Name], StringComparison.Ordinal))
                || !Body.AsSpan(a.Offset, a.Length).SequenceEqual(other.Body.AsSpan(b.Offset, b.Length)))
            {
                return false;
            }
        }

        return true;
    }
}
