using EqlPS.Evaluation;
using EqlPS.Events.Raw;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Events.Records;

/// <summary>
/// The record that a <see cref="JsonSourceReader"/> stands on, in the form that mappings read. It ends after each record and goes on with
/// the next.
/// </summary>
[HotPath]
internal sealed class CurrentRawRecord(JsonSourceReader source) : RawRecordReader(source.Losses)
{
    private bool _isGiven;
    private FaultCounter _faults = new();

    public override EventLocation Location => source.Location;

    public override ulong Presence => source.RawPresence;

    public void Offer() => _isGiven = false;

    public override bool Read(FaultCounter faults)
    {
        if (_isGiven)
        {
            return false;
        }

        _isGiven = true;
        _faults = faults;
        return true;
    }

    public override EqlValue Value(int slot) => source.RawValue(slot, _faults);

    public override bool TryReadTime(int slot, out Timestamp time) => source.TryReadRawTime(slot, out time);

    public override bool MayHave(int slot) => source.MayHaveRaw(slot);

    public override IRawRecordForm? FormFor(out ReadOnlySpan<byte> record) => source.FormForRaw(out record);

    public override RawRecord Keep() => source.KeepRaw();

    public override void WriteHash(Span<byte> hash) => source.WriteRawHash(hash);
}
