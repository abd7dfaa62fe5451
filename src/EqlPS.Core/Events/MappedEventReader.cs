using EqlPS.Evaluation;
using EqlPS.Events.Raw;
using EqlPS.Mappings;
using EqlPS.Platform;
using EqlPS.Schema;

namespace EqlPS.Events;

/// <summary>Reads Windows event records as ECS events: a reader of raw records and the mapping for the wanted fields.</summary>
[HotPath]
internal sealed class MappedEventReader : EventReader
{
    private readonly RawRecordReader _records;
    private readonly MappingPlan _plan;
    private readonly MappedEventWriter _events;
    private readonly FieldSchema _schema;
    private MappedEventForm? _form;

    /// <param name="records">Built for the plan's raw fields; taken over.</param>
    /// <param name="plan">Made for the wanted fields; not used by another reader at the same time.</param>
    /// <param name="events">Writes the events that are kept; of the same set and profile as the plan.</param>
    /// <param name="timestampField">The field whose type is known to be a date.</param>
    public MappedEventReader(RawRecordReader records, MappingPlan plan, MappedEventWriter events, string timestampField)
        : base(records.Losses)
    {
        _records = records;
        _plan = plan;
        _events = events;
        _schema = FieldSchema.Open(timestampField);
    }

    public override EventLocation Location => _records.Location;

    public override bool Read(EvaluationContext context)
    {
        if (!_records.Read(context.Faults))
        {
            return false;
        }

        _plan.Begin(_records, context);
        return true;
    }

    public override SourceEvent Keep()
    {
        if (FormFor(out ReadOnlySpan<byte> bytes) is IEventForm form)
        {
            return new SourceEvent(_records.Location, bytes.ToArray(), form, _schema);
        }

        RawRecord record = _records.Keep();
        return new SourceEvent(record.Location, _events.Write(record), _schema, record.Hash);
    }

    public override SourceEvent KeepLightly()
    {
        if (_records.KeepValues(out byte[] values) is not IRawRecordForm form)
        {
            return Keep();
        }

        var hash = new byte[Sha256Hash.Size];
        _records.WriteHash(hash);
        return new SourceEvent(_records.Location, values, FormOf(form), _schema, RecordHash.Known(hash));
    }

    public override IEventForm? FormFor(out ReadOnlySpan<byte> record) =>
        _records.FormFor(out record) is IRawRecordForm form ? FormOf(form) : null;

    public override void WriteHash(Span<byte> hash) => _records.WriteHash(hash);

    private MappedEventForm FormOf(IRawRecordForm form) =>
        _form?.Records == form ? _form : _form = _events.FormOf(form);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _records.Dispose();
        }
    }
}
