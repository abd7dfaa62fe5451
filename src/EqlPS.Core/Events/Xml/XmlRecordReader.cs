using EqlPS.Evaluation;
using EqlPS.Events.Cutting;
using EqlPS.Events.Input;
using EqlPS.Events.Raw;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Events.Xml;

/// <summary>Reads the records of Windows event XML. A record's number is that of the event in its source.</summary>
internal sealed class XmlRecordReader(InputContent content, FieldTable fields) : RawRecordReader
{
    private readonly RecordCutter _events = new(content.Stream, EventXmlBoundary.Choose);
    private readonly EventXmlParser _parser = new(fields.Paths);
    private long _number;

    public override EventLocation Location => new(content.Name, _number, _events.RecordOffset);

    public override bool Read(EqlValue[] slots, FaultCounter faults)
    {
        while (_events.Read())
        {
            _number++;
            string? fault = _events.RecordFault;
            if (fault is null && _parser.TryRead(_events.Record, slots, faults, out fault))
            {
                return true;
            }

            Losses.Add(new EventLocation(content.Name, _events.RecordLine, _events.RecordOffset), fault!);
        }

        content.Troubles.MoveTo(Losses, Location);
        return false;
    }

    public override RawRecord Keep() => new(Location, _parser.ReadAll(_events.Record), RecordHash.Of(_events.Record));

    public override void WriteHash(Span<byte> sha256) => Sha256Hash.Write(_events.Record, sha256);

    protected override void Dispose(bool disposing) => _events.Dispose();
}
