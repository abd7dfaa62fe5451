using System.Globalization;
using EqlPS.Events.Raw;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Events.Xml;

/// <summary>Takes every value of an event with its source path.</summary>
[HotPath]
internal readonly struct RecordSink() : IEventXmlSink
{
    private readonly List<string> _paths = [string.Empty];

    public List<RawField> Fields { get; } = [];

    public int Child(int parent, ReadOnlySpan<byte> name) => Place(parent, Utf8Text.Decode(name));

    public int Attribute(int parent, ReadOnlySpan<byte> name) => Place(parent, "@" + Utf8Text.Decode(name));

    public int Position(int parent, int position) => Place(parent, "#" + position.ToString(CultureInfo.InvariantCulture));

    public void Value(int place, ReadOnlySpan<byte> text) => Fields.Add(new RawField(_paths[place], EqlValue.From(Utf8Text.Decode(text))));

    private int Place(int parent, string segment)
    {
        _paths.Add(parent == 0 ? segment : $"{_paths[parent]}/{segment}");
        return _paths.Count - 1;
    }
}
