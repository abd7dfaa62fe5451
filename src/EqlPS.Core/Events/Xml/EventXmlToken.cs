namespace EqlPS.Events.Xml;

/// <summary>What an <see cref="EventXmlTokenizer"/> stands on.</summary>
internal enum EventXmlToken
{
    End,
    StartTag,
    EndTag,
    Text,
    CData,
}
