using EqlPS.Evaluation;
using EqlPS.Events.Cutting;
using EqlPS.Schema;
using EqlPS.Values;

namespace EqlPS.Events.Json;

/// <summary>Reads events from JSON lines, a JSON array or JSON objects one after the other, with their fields as they stand.</summary>
internal sealed class JsonEventReader : EventReader
{
    private readonly string _source;
    private readonly FieldSchema _schema;
    private readonly RecordCutter _records;
    private readonly JsonFieldReader _fields;
    private readonly CurrentFields _current;
    private readonly EventBlock? _block;

    /// <summary>Reads a stream, which is taken over.</summary>
    public JsonEventReader(Stream stream, string source, FieldTable fields, FieldSchema schema)
        : this(new RecordCutter(stream, RecordBoundary.Recognise), source, fields, schema)
    {
    }

    /// <summary>Reads a block, which is taken over with what cuts it.</summary>
    public JsonEventReader(EventBlock block, RecordCutter records, FieldTable fields)
        : this(records, block.Source.Name, fields, block.Source.Schema) => _block = block;

    private JsonEventReader(RecordCutter records, string source, FieldTable fields, FieldSchema schema)
    {
        _source = source;
        _schema = schema;
        _records = records;
        _fields = new JsonFieldReader(fields, schema);
        _current = new CurrentFields(records, _fields);
    }

    public override EventLocation Location => new(_source, _records.RecordLine, _records.RecordOffset);

    public override bool Read(EvaluationContext context)
    {
        while (_records.Read())
        {
            string? fault = _records.RecordFault;
            if (fault is null && _fields.TryScan(_records.Record, out fault))
            {
                context.Begin(_current);
                return true;
            }

            _block.Lose(Losses, _records, Location, fault!);
        }

        _block.LoseTroubles(Losses, _records);
        return false;
    }

    public override SourceEvent Keep() => new(Location, JsonCompaction.ToOneLine(_records.Record), _schema);

    protected override void Dispose(bool disposing)
    {
        _records.Dispose();
        _block?.Dispose();
    }

    private sealed class CurrentFields(RecordCutter records, JsonFieldReader fields) : FieldSource
    {
        public override EqlValue Read(int slot, FaultCounter faults) => fields.Value(slot, records.Record, faults);

        public override bool MayHave(int slot) => fields.MayHave(slot);
    }
}
