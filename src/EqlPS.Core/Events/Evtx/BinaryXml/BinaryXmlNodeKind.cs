namespace EqlPS.Events.Evtx.BinaryXml;

/// <summary>What a node of parsed binary XML is.</summary>
internal enum BinaryXmlNodeKind : byte
{
    Element,
    Attribute,
    Text,
    CData,
    CharacterReference,
    EntityReference,
    ProcessingInstruction,
    NormalSubstitution,
    OptionalSubstitution,
    TemplateInstance,
}
