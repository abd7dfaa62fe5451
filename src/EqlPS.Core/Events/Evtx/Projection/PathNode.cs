using System.Collections.Concurrent;
using System.Globalization;
using EqlPS.Events.Evtx.BinaryXml;
using EqlPS.Platform;

namespace EqlPS.Events.Evtx.Projection;

/// <summary>A place in the event's tree that wanted paths lead to or through, and the plans made for templates that stand there.</summary>
[HotPath]
internal sealed class PathNode(PathNodeKind kind)
{
    /// <summary>Plans kept at one place; templates beyond that are read the slow way.</summary>
    private const int PlanLimit = 16_384;

    private readonly Dictionary<string, PathNode> _children = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _attributes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _data = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int> _positions = [];
    private readonly ConcurrentDictionary<TemplateProgram, ProjectionPlan> _plans = new();
    private int _planCount;

    public PathNodeKind Kind { get; } = kind;

    /// <summary>Slot of the element's text, or -1.</summary>
    public int Slot { get; private set; } = -1;

    /// <summary>Greatest position asked for below EventData; 0 for none.</summary>
    public int LastPosition { get; private set; }

    /// <summary>Something inside the element is wanted, not only its text.</summary>
    public bool WantsContents => _children.Count > 0 || _data.Count > 0 || LastPosition > 0;

    public bool WantsAttributes => _attributes.Count > 0;

    /// <summary>The place that an element of this local name is, or null when nothing of it is wanted.</summary>
    public PathNode? Find(string localName) =>
        Kind == PathNodeKind.Document
            ? _children.TryGetValue(string.Empty, out PathNode? root) ? root : null
            : _children.TryGetValue(localName, out PathNode? child) ? child : null;

    /// <summary>Slot of an attribute, or -1.</summary>
    public int FindAttribute(string name) => _attributes.TryGetValue(name, out int slot) ? slot : -1;

    /// <summary>Slot of a child of EventData by name, or -1.</summary>
    public int FindData(string name) => _data.TryGetValue(name, out int slot) ? slot : -1;

    /// <summary>Slot of a child of EventData by its position from 1, or -1.</summary>
    public int FindPosition(int position) => _positions.TryGetValue(position, out int slot) ? slot : -1;

    /// <summary>The plan for a template that stands here, made on first use.</summary>
    public ProjectionPlan PlanFor(TemplateProgram program)
    {
        if (_plans.TryGetValue(program, out ProjectionPlan? plan))
        {
            return plan;
        }

        if (!program.IsShared || Volatile.Read(ref _planCount) >= PlanLimit)
        {
            return ProjectionPlan.Walk;
        }

        plan = new ProjectionPlanner(program).Plan(this);
        if (_plans.TryAdd(program, plan))
        {
            Interlocked.Increment(ref _planCount);
        }

        return plan;
    }

    /// <summary>Adds a path below this place; gives the slot of an equal path that was added before, or <paramref name="slot"/>.</summary>
    /// <exception cref="ArgumentException">The path has an empty part.</exception>
    public int Add(string path, int slot)
    {
        if (Kind == PathNodeKind.EventData && path[0] != '@')
        {
            return AddData(path, slot);
        }

        int slash = path.IndexOf('/');
        string part = slash < 0 ? path : path.Substring(0, slash);
        if (part.Length == 0 || slash == path.Length - 1 || (part[0] == '@' && (slash >= 0 || part.Length == 1)))
        {
            throw new ArgumentException($"'{path}' is no path of an event", nameof(path));
        }

        if (part[0] == '@')
        {
            return AddTo(_attributes, part.Substring(1), slot);
        }

        PathNode child = Child(part);
        if (slash >= 0)
        {
            return child.Add(path.Substring(slash + 1), slot);
        }

        child.Slot = child.Slot < 0 ? slot : child.Slot;
        return child.Slot;
    }

    /// <summary>The place of the root element below the document.</summary>
    public PathNode AddRoot() => _children[string.Empty] = new PathNode(PathNodeKind.Element) { IsRoot = true };

    private bool IsRoot { get; init; }

    private PathNode Child(string name)
    {
        if (!_children.TryGetValue(name, out PathNode? child))
        {
            child = new PathNode(IsRoot && name == "EventData" ? PathNodeKind.EventData : PathNodeKind.Element);
            _children.Add(name, child);
        }

        return child;
    }

    private int AddData(string name, int slot)
    {
        if (name[0] == '#' && int.TryParse(name.Substring(1), NumberStyles.None, CultureInfo.InvariantCulture, out int position)
            && position is > 0 and <= EvtxChunk.Size)
        {
            LastPosition = Math.Max(LastPosition, position);
            return AddTo(_positions, position, slot);
        }

        return AddTo(_data, name, slot);
    }

    private static int AddTo<TKey>(Dictionary<TKey, int> slots, TKey key, int slot)
        where TKey : notnull
    {
        if (slots.TryGetValue(key, out int known))
        {
            return known;
        }

        slots.Add(key, slot);
        return slot;
    }
}
