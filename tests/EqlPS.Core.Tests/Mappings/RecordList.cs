using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Events.Raw;
using EqlPS.Values;

namespace EqlPS.Tests.Mappings;

/// <summary>Reads records from memory the way a reader of a format does: only the wanted paths, repeated ones as a list.</summary>
internal sealed class RecordList(IReadOnlyList<RawRecord> records, FieldTable wanted) : RawRecordReader
{
    private readonly EqlValue[] _values = new EqlValue[wanted.Count];
    private int _next;

    public override EventLocation Location => records[_next - 1].Location;

    public override bool Read(FaultCounter faults)
    {
        if (_next == records.Count)
        {
            return false;
        }

        ILookup<string, EqlValue> values = records[_next++].Fields.ToLookup(f => f.Path, f => f.Value, StringComparer.Ordinal);
        for (int slot = 0; slot < wanted.Count; slot++)
        {
            EqlValue[] found = values[wanted.Paths[slot]].ToArray();
            _values[slot] = EqlValue.List(found, 0, found.Length);
        }

        return true;
    }

    public override EqlValue Value(int slot) => _values[slot];

    public override bool MayHave(int slot) => !_values[slot].IsNull;

    public override RawRecord Keep() => records[_next - 1];
}
