using EqlPS.Evaluation;
using EqlPS.Events.Raw;
using EqlPS.Values;

namespace EqlPS.Events.Records;

/// <summary>
/// The record that a <see cref="JsonSourceReader"/> stands on, in the form that mappings read. It ends after each record and goes on with
/// the next.
/// </summary>
internal sealed class CurrentRawRecord(JsonSourceReader source) : RawRecordReader(source.Losses)
{
    private bool _isGiven;

    public override EventLocation Location => source.Location;

    public void Offer() => _isGiven = false;

    public override bool Read(EqlValue[] slots, FaultCounter faults)
    {
        if (_isGiven)
        {
            return false;
        }

        _isGiven = true;
        source.FillRaw(slots, Choice, faults);
        return true;
    }

    public override IRawRecordForm? KeepBytes(out byte[] record) => source.KeepRawBytes(out record);

    public override RawRecord Keep() => source.KeepRaw();

    public override void WriteHash(Span<byte> hash) => source.WriteRawHash(hash);
}
