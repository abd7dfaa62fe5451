using EqlPS.Evaluation;
using EqlPS.Events.Raw;
using EqlPS.Values;

namespace EqlPS.Events.Objects;

/// <summary>The raw record that an <see cref="ObjectEventReader"/> stands on, in the form that mappings read.</summary>
internal sealed class OfferedRecord(int slotCount, Func<RawRecord> keep, Func<EventLocation> location, InputLossLog losses)
    : RawRecordReader(losses)
{
    private bool _isGiven = true;

    public override EventLocation Location => location();

    /// <summary>The values of the record; whoever reads it fills them.</summary>
    public EqlValue[] Values { get; } = new EqlValue[slotCount];

    /// <summary>Makes the values readable once.</summary>
    public void Offer() => _isGiven = false;

    public override bool Read(FaultCounter faults)
    {
        if (_isGiven)
        {
            return false;
        }

        _isGiven = true;
        return true;
    }

    public override EqlValue Value(int slot) => Values[slot];

    public override bool MayHave(int slot) => !Values[slot].IsNull;

    public override RawRecord Keep() => keep();
}
