using System.Text.Json;
using EqlPS.Evaluation;
using EqlPS.Events.Raw;
using EqlPS.Mappings;
using EqlPS.Mappings.Documents;
using EqlPS.Schema;
using EqlPS.Values;

namespace EqlPS.Events;

/// <summary>Reads Windows event records as ECS events: a reader of raw records and the mapping for the wanted fields.</summary>
internal sealed class MappedEventReader : EventReader
{
    private readonly RawRecordReader _records;
    private readonly MappingPlan _plan;
    private readonly EcsDocumentWriter _documents;
    private readonly FieldSchema _schema;
    private readonly EqlValue[] _slots;

    /// <param name="records">Built for the plan's raw fields; taken over.</param>
    /// <param name="plan">Made for the wanted fields; not used by another reader at the same time.</param>
    /// <param name="documents">Writes the events that are kept; of the same set and profile as the plan.</param>
    /// <param name="timestampField">The field whose type is known to be a date.</param>
    public MappedEventReader(RawRecordReader records, MappingPlan plan, EcsDocumentWriter documents, string timestampField)
        : base(records.Losses)
    {
        _records = records;
        _records.Choice = plan;
        _plan = plan;
        _documents = documents;
        _schema = FieldSchema.Open(timestampField);
        _slots = new EqlValue[plan.RawFields.Count];
    }

    public override EventLocation Location => _records.Location;

    public override bool Read(EvaluationContext context)
    {
        if (!_records.Read(_slots, context.Faults))
        {
            return false;
        }

        _plan.Apply(_slots, context);
        return true;
    }

    public override SourceEvent Keep()
    {
        RawRecord record = _records.Keep();
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            _documents.Write(record, writer);
        }

        return new SourceEvent(record.Location, buffer.ToArray(), _schema, record.Hash);
    }

    public override void WriteHash(Span<byte> sha256) => _records.WriteHash(sha256);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _records.Dispose();
        }
    }
}
