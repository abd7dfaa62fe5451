using EqlPS.Evaluation;
using EqlPS.Events.Cutting;
using EqlPS.Events.Raw;
using EqlPS.Values;

namespace EqlPS.Events.Records;

/// <summary>Reads the raw records of a JSON source. Documents that are no raw records are counted as lost.</summary>
/// <param name="block">What to read; owned.</param>
/// <param name="cutter">Cuts it into records; owned.</param>
/// <param name="records">Reads its records.</param>
internal sealed class JsonRawReader(EventBlock block, RecordCutter cutter, JsonRecords records) : RawRecordReader
{
    private FaultCounter _faults = new();

    public override EventLocation Location => new(block.Source.Name, cutter.RecordLine, cutter.RecordOffset);

    public override bool Read(FaultCounter faults)
    {
        _faults = faults;
        while (cutter.Read())
        {
            string? fault = cutter.RecordFault ?? records.Read(cutter.Record, faults);
            if (fault is null && records.Kind == RecordKind.Raw)
            {
                return true;
            }

            block.Lose(Losses, cutter, Location, fault ?? "this is no raw Windows event but a document");
        }

        block.LoseTroubles(Losses, cutter);
        return false;
    }

    public override EqlValue Value(int slot) => records.RawValue(slot, cutter.Record, _faults);

    public override bool MayHave(int slot) => records.MayHaveRaw(slot, cutter.Record);

    public override RawRecord Keep() => new(Location, records.FieldsOf(cutter.Record), RecordHash.Of(cutter.Record));

    protected override void Dispose(bool disposing)
    {
        cutter.Dispose();
        block.Dispose();
    }
}
