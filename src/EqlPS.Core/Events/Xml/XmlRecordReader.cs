using EqlPS.Evaluation;
using EqlPS.Events.Cutting;
using EqlPS.Events.Raw;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Events.Xml;

/// <summary>Reads the records of Windows event XML. A record's number is that of the event in its source.</summary>
[HotPath]
internal sealed class XmlRecordReader(EventBlock block, FieldTable fields) : RawRecordReader, IXmlRecords
{
    private readonly RecordCutter _events = block.OpenText(EventXmlBoundary.Choose);
    private readonly EventXmlParser _parser = new(fields.Paths);
    private readonly EqlValue[] _values = new EqlValue[fields.Count];
    private long _number;

    public override EventLocation Location => new(block.Source.Name, _number, _events.RecordOffset);

    public override bool Read(FaultCounter faults)
    {
        while (_events.Read())
        {
            _number++;
            string? fault = _events.RecordFault;
            if (fault is null && _parser.TryRead(_events.Record, _values, faults, out fault))
            {
                return true;
            }

            block.Lose(Losses, _events, new EventLocation(block.Source.Name, _events.RecordLine, _events.RecordOffset), fault!);
        }

        block.LoseTroubles(Losses, _events);
        return false;
    }

    public override EqlValue Value(int slot) => _values[slot];

    public override bool MayHave(int slot) => !_values[slot].IsNull;

    public override RawRecord Keep() => new(Location, _parser.ReadAll(_events.Record), RecordHash.Of(_events.Record));

    public override void WriteHash(Span<byte> sha256) => Sha256Hash.Write(_events.Record, sha256);

    /// <inheritdoc/>
    public void WriteXml(TextWriter destination) => destination.Write(Utf8Text.Decode(_events.Record));

    protected override void Dispose(bool disposing)
    {
        _events.Dispose();
        block.Dispose();
    }
}
