using System.Text;
using EqlPS.Platform;

namespace EqlPS.Events.Json;

/// <summary>
/// A name segment on the way to wanted fields: its children by name, the slots that end here, and what its presence tells about the
/// record.
/// </summary>
[HotPath]
internal sealed class JsonPathNode
{
    private static readonly int[] NoSlots = [];

    private readonly Utf8Names _names = new();
    private readonly List<JsonPathNode> _children = [];
    private JsonKeys? _keys;

    public bool HasChildren => _children.Count > 0;

    /// <summary>The names met in objects at this place. Nothing may be added to the tree after they were asked for.</summary>
    public JsonKeys Keys => _keys ??= new JsonKeys(this);

    /// <summary>The slots whose path ends at this node; several when aliases meet.</summary>
    public int[] Slots { get; private set; } = NoSlots;

    /// <summary>The marks of a record that has an object here.</summary>
    public JsonMarks ObjectMarks { get; private set; }

    /// <summary>The marks of a record that has text here.</summary>
    public JsonMarks TextMarks { get; private set; }

    /// <summary>The marks of a record that has a number or a boolean here.</summary>
    public JsonMarks NumberMarks { get; private set; }

    /// <summary>Adds the slot of a dotted path below this node.</summary>
    public void Add(string path, int slot)
    {
        JsonPathNode node = NodeFor(path);
        node.Slots = [.. node.Slots, slot];
    }

    /// <summary>Marks records that have an object at a dotted path, nested or spelled with dots.</summary>
    public void MarkObject(string path, JsonMarks marks) => NodeFor(path).ObjectMarks |= marks;

    /// <summary>Marks records that have text at a dotted path.</summary>
    public void MarkText(string path, JsonMarks marks) => NodeFor(path).TextMarks |= marks;

    /// <summary>Marks records that have text, a number or a boolean at a dotted path.</summary>
    public void MarkValue(string path, JsonMarks marks)
    {
        JsonPathNode node = NodeFor(path);
        node.TextMarks |= marks;
        node.NumberMarks |= marks;
    }

    /// <summary>The node of a dotted path below this one, made where it is not there yet.</summary>
    public JsonPathNode NodeFor(string path)
    {
        JsonPathNode node = this;
        foreach (string segment in path.Split('.'))
        {
            node = node.ChildFor(Encoding.UTF8.GetBytes(segment));
        }

        return node;
    }

    /// <summary>The child of a name, or null. A name with dots stands for several segments.</summary>
    /// <param name="name">The name, without escapes.</param>
    /// <param name="marks">Receives the marks of the objects that a name with dots passes.</param>
    public JsonPathNode? Find(ReadOnlySpan<byte> name, ref JsonMarks marks)
    {
        if (_names.Count == 0)
        {
            return null;
        }

        int dot = name.IndexOf((byte)'.');
        if (dot < 0)
        {
            return FindSegment(name);
        }

        JsonPathNode? node = this;
        while (node is not null && dot >= 0)
        {
            node = node.FindSegment(name.Slice(0, dot));
            marks |= node?.ObjectMarks ?? JsonMarks.None;
            name = name.Slice(dot + 1);
            dot = name.IndexOf((byte)'.');
        }

        return node?.FindSegment(name);
    }

    private JsonPathNode? FindSegment(ReadOnlySpan<byte> name) => _names.Find(name) is >= 0 and int child ? _children[child] : null;

    private JsonPathNode ChildFor(byte[] name)
    {
        if (FindSegment(name) is JsonPathNode existing)
        {
            return existing;
        }

        var child = new JsonPathNode();
        _names.Add(name);
        _children.Add(child);
        return child;
    }
}
