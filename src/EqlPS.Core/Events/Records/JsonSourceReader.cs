using EqlPS.Evaluation;
using EqlPS.Events.Cutting;
using EqlPS.Events.Flat;
using EqlPS.Events.Input;
using EqlPS.Events.Json;
using EqlPS.Events.Raw;
using EqlPS.Schema;
using EqlPS.Values;

namespace EqlPS.Events.Records;

/// <summary>
/// Reads the events of a JSON source whose records may be of different kinds: documents as they stand, raw records through a mapping.
/// </summary>
internal sealed class JsonSourceReader : EventReader
{
    private readonly InputContent _content;
    private readonly FieldSchema _schema;
    private readonly RecordCutter _cutter;
    private readonly JsonRecords _records;
    private readonly CurrentRawRecord _current;
    private readonly EventReader _mapped;

    /// <summary>Opens a source.</summary>
    /// <param name="content">What to read; owned.</param>
    /// <param name="fields">The wanted fields.</param>
    /// <param name="schema">Their types in documents.</param>
    /// <param name="rawFields">The source paths that the mapping wants.</param>
    /// <param name="offsets">Gives the time offsets for flattened records below a prefix.</param>
    /// <param name="map">Builds the reader that maps raw records.</param>
    public JsonSourceReader(
        InputContent content,
        FieldTable fields,
        FieldSchema schema,
        FieldTable rawFields,
        Func<string, TimeOffsets> offsets,
        Func<RawRecordReader, EventReader> map)
    {
        _content = content;
        _schema = schema;
        _cutter = new RecordCutter(content.Stream, RecordBoundary.Recognise);
        _records = new JsonRecords(fields, schema, rawFields, offsets);
        _current = new CurrentRawRecord(this);
        _mapped = map(_current);
    }

    public override EventLocation Location => new(_content.Name, _cutter.RecordLine, _cutter.RecordOffset);

    /// <summary>What the current event was before it was read.</summary>
    public RecordKind Kind => _records.Kind;

    public override bool Read(EvaluationContext context)
    {
        while (_cutter.Read())
        {
            string? fault = _cutter.RecordFault ?? _records.Read(_cutter.Record, context);
            if (fault is not null)
            {
                Losses.Add(Location, fault);
                continue;
            }

            if (_records.Kind == RecordKind.Document)
            {
                return true;
            }

            _current.Offer();
            if (_mapped.Read(context))
            {
                return true;
            }
        }

        _content.Troubles.MoveTo(Losses, Location);
        return false;
    }

    public override SourceEvent Keep() => _records.Kind == RecordKind.Raw
        ? _mapped.Keep()
        : new SourceEvent(Location, JsonCompaction.ToOneLine(_records.DocumentOf(_cutter.Record)), _schema);

    /// <summary>Fills the slots from the current raw record.</summary>
    public void FillRaw(EqlValue[] slots, IRawSlotChoice? choice, FaultCounter faults) => _records.Fill(_cutter.Record, slots, choice, faults);

    /// <summary>The whole current raw record.</summary>
    public RawRecord KeepRaw() => new(Location, _records.FieldsOf(_cutter.Record), RecordHash.Of(_cutter.Record));

    protected override void Dispose(bool disposing)
    {
        _mapped.Dispose();
        _cutter.Dispose();
    }
}
