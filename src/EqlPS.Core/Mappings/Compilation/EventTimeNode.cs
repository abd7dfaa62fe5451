using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Mappings.Compilation;

/// <summary>A time of EventData. It is made without its text where the record can do so: times seldom repeat.</summary>
/// <param name="slot">The value of EventData.</param>
/// <param name="written">Makes the same time of its text.</param>
[HotPath]
internal sealed class EventTimeNode(int slot, MappingNode written) : MappingNode
{
    public override EqlValue Evaluate(MappingFrame frame) =>
        frame.TryReadTime(slot, out Timestamp time) ? EqlValue.From(time) : written.Evaluate(frame);

    public override bool MayHave(MappingFrame frame) => written.MayHave(frame);
}
