using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Events.Xml;

/// <summary>Takes only the values of wanted places into their slots.</summary>
[HotPath]
internal readonly struct ProjectionSink(EventXmlPaths paths, SlotValues values) : IEventXmlSink
{
    public int Child(int parent, ReadOnlySpan<byte> name) => paths.Child(parent, name);

    public int Attribute(int parent, ReadOnlySpan<byte> name) => paths.Attribute(parent, name);

    public int Position(int parent, int position) => paths.Position(position);

    public void Value(int place, ReadOnlySpan<byte> text)
    {
        foreach (int slot in paths.SlotsAt(place))
        {
            values.Add(slot, EqlValue.From(values.Text(text)));
        }
    }
}
