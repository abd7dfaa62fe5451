using EqlPS.Evaluation;
using EqlPS.Events.Cutting;
using EqlPS.Events.Flat;
using EqlPS.Events.Input;
using EqlPS.Events.Json;
using EqlPS.Events.Raw;
using EqlPS.Schema;
using EqlPS.Values;

namespace EqlPS.Events.Records;

/// <summary>Reads the raw records of a JSON source. Documents that are no raw records are counted as lost.</summary>
/// <param name="content">What to read; owned.</param>
/// <param name="rawFields">The wanted source paths.</param>
/// <param name="offsets">Gives the time offsets for flattened records below a prefix.</param>
internal sealed class JsonRawReader(InputContent content, FieldTable rawFields, Func<string, TimeOffsets> offsets) : RawRecordReader
{
    private readonly RecordCutter _cutter = new(content.Stream, RecordBoundary.Recognise);
    private readonly JsonRecords _records = new(new FieldTable(), FieldSchema.Open("@timestamp"), rawFields, offsets);
    private EvaluationContext? _context;

    public override EventLocation Location => new(content.Name, _cutter.RecordLine, _cutter.RecordOffset);

    public override bool Read(EqlValue[] slots, FaultCounter faults)
    {
        _context ??= new EvaluationContext(0, faults);
        while (_cutter.Read())
        {
            string? fault = _cutter.RecordFault ?? _records.Read(_cutter.Record, _context);
            if (fault is null && _records.Kind == RecordKind.Raw)
            {
                _records.Fill(_cutter.Record, slots, Choice, faults);
                return true;
            }

            Losses.Add(Location, fault ?? "this is no raw Windows event but a document");
        }

        content.Troubles.MoveTo(Losses, Location);
        return false;
    }

    public override RawRecord Keep() => new(Location, _records.FieldsOf(_cutter.Record), RecordHash.Of(_cutter.Record));

    protected override void Dispose(bool disposing) => _cutter.Dispose();
}
