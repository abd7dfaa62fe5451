namespace EqlPS.Events.Evtx.BinaryXml;

/// <summary>Tokens of binary XML, as [MS-EVEN6] numbers them; <see cref="More"/> is a flag on some of them.</summary>
internal enum BinaryXmlToken : byte
{
    EndOfFile = 0x00,
    OpenStartElement = 0x01,
    CloseStartElement = 0x02,
    CloseEmptyElement = 0x03,
    EndElement = 0x04,
    Value = 0x05,
    Attribute = 0x06,
    CDataSection = 0x07,
    CharacterReference = 0x08,
    EntityReference = 0x09,
    ProcessingInstructionTarget = 0x0a,
    ProcessingInstructionData = 0x0b,
    TemplateInstance = 0x0c,
    NormalSubstitution = 0x0d,
    OptionalSubstitution = 0x0e,
    FragmentHeader = 0x0f,

    /// <summary>An element has attributes, or more of the same follows.</summary>
    More = 0x40,
}
