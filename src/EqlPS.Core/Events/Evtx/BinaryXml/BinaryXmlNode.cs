namespace EqlPS.Events.Evtx.BinaryXml;

/// <summary>A node of parsed binary XML in a flat list in document order; an element's attributes come before its contents.</summary>
internal struct BinaryXmlNode
{
    public BinaryXmlNodeKind Kind;

    /// <summary>Type of a text, or the type that a substitution declares.</summary>
    public BinaryXmlType Type;

    /// <summary>The element ends in its start tag: <c>&lt;X/&gt;</c> as against <c>&lt;X&gt;&lt;/X&gt;</c>.</summary>
    public bool IsEmptyTag;

    /// <summary>Number of the value that a substitution stands for.</summary>
    public ushort Substitution;

    /// <summary>Index of the node behind this one and all in it.</summary>
    public int End;

    /// <summary>Index of the name of an element, attribute, entity or processing instruction.</summary>
    public int Name;

    /// <summary>Offset of the text in the bytes that were parsed, or of a template instance behind its token.</summary>
    public int Offset;

    /// <summary>Bytes of the text.</summary>
    public int Length;

    public readonly bool IsSubstitution => Kind is BinaryXmlNodeKind.NormalSubstitution or BinaryXmlNodeKind.OptionalSubstitution;
}
