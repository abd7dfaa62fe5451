using System.Globalization;
using System.Text;
using EqlPS.Platform;

namespace EqlPS.Events.Xml;

/// <summary>The wanted source paths as a tree of places, numbered; place 0 is the event itself.</summary>
[HotPath]
internal sealed class EventXmlPaths
{
    private const string EventData = "EventData/";

    private readonly List<Utf8Names> _children = [new()];
    private readonly List<Utf8Names> _attributes = [new()];
    private readonly List<List<int>> _childPlaces = [[]];
    private readonly List<List<int>> _attributePlaces = [[]];
    private readonly List<int[]> _slots = [[]];
    private readonly List<int> _positions = [];

    public EventXmlPaths(IReadOnlyList<string> paths)
    {
        for (int slot = 0; slot < paths.Count; slot++)
        {
            string path = paths[slot];
            Add(path.Split('/'), slot);
            if (path.StartsWith(EventData, StringComparison.Ordinal) && path.IndexOf('/', EventData.Length) > 0)
            {
                // A name may hold the character that otherwise parts the path.
                Add(["EventData", path.Substring(EventData.Length)], slot);
            }
        }
    }

    public int Child(int parent, ReadOnlySpan<byte> name) => Find(_children[parent], _childPlaces[parent], name);

    public int Attribute(int parent, ReadOnlySpan<byte> name) => Find(_attributes[parent], _attributePlaces[parent], name);

    public int Position(int position) => position <= _positions.Count ? _positions[position - 1] : -1;

    public int[] SlotsAt(int place) => _slots[place];

    private static int Find(Utf8Names names, List<int> places, ReadOnlySpan<byte> name) =>
        names.Find(name) is >= 0 and int index ? places[index] : -1;

    private void Add(string[] segments, int slot)
    {
        int place = 0;
        foreach (string segment in segments)
        {
            bool isAttribute = segment.StartsWith("@", StringComparison.Ordinal);
            place = isAttribute
                ? PlaceFor(_attributes[place], _attributePlaces[place], segment.Substring(1))
                : PlaceFor(_children[place], _childPlaces[place], segment);
        }

        _slots[place] = [.. _slots[place], slot];
        bool isPosition = segments.Length == 2 && segments[0] == "EventData" && segments[1].StartsWith("#", StringComparison.Ordinal);
        if (isPosition && int.TryParse(segments[1].Substring(1), NumberStyles.None, CultureInfo.InvariantCulture, out int position)
            && position is > 0 and < 10_000)
        {
            while (_positions.Count < position)
            {
                _positions.Add(-1);
            }

            _positions[position - 1] = place;
        }
    }

    private int PlaceFor(Utf8Names names, List<int> places, string name)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(name);
        if (Find(names, places, utf8) is >= 0 and int existing)
        {
            return existing;
        }

        names.Add(utf8);
        places.Add(_slots.Count);
        _children.Add(new Utf8Names());
        _attributes.Add(new Utf8Names());
        _childPlaces.Add([]);
        _attributePlaces.Add([]);
        _slots.Add([]);
        return _slots.Count - 1;
    }
}
