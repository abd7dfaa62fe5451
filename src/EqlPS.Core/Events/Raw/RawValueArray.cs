using EqlPS.Values;

namespace EqlPS.Events.Raw;

/// <summary>Raw values that were all read at once.</summary>
internal sealed class RawValueArray(EqlValue[] values) : RawValues
{
    public override EqlValue Value(int slot) => values[slot];

    public override bool MayHave(int slot) => !values[slot].IsNull;
}
