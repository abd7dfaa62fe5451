namespace EqlPS.Events.Evtx.BinaryXml;

/// <summary>How a text was written, for those who write it again.</summary>
internal enum BinaryXmlTextKind
{
    Text,
    CData,
    CharacterReference,
}
