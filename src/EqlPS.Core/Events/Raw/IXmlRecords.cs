namespace EqlPS.Events.Raw;

/// <summary>A cursor over records that are event XML, or can be written as it.</summary>
internal interface IXmlRecords
{
    /// <summary>Writes the current record as one <c>Event</c> element.</summary>
    void WriteXml(TextWriter destination);
}
