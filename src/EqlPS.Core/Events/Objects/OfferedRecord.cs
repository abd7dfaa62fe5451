using EqlPS.Evaluation;
using EqlPS.Events.Raw;
using EqlPS.Values;

namespace EqlPS.Events.Objects;

/// <summary>
/// The raw record that an <see cref="OfferedObject"/> is, in the form that mappings read. It ends after each record and goes on with the
/// next.
/// </summary>
internal sealed class OfferedRecord(OfferedObject source, Func<EventLocation> location, InputLossLog losses) : RawRecordReader(losses)
{
    private bool _isGiven = true;
    private FaultCounter _faults = new();

    public override EventLocation Location => location();

    public override ulong Presence => source.Presence;

    /// <summary>Makes the record readable once.</summary>
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

    public override bool MayHave(int slot) => source.MayHaveRaw(slot);

    public override IRawRecordForm? FormFor(out ReadOnlySpan<byte> record)
    {
        IRawRecordForm? form = source.RawForm;
        record = form is null ? default : source.Record;
        return form;
    }

    public override RawRecord Keep() => new(Location, source.RawFields(), RecordHash.Of(source.Record));

    public override void WriteHash(Span<byte> hash) => source.WriteHash(hash);
}
