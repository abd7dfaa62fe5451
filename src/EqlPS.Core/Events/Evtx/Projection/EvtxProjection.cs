namespace EqlPS.Events.Evtx.Projection;

/// <summary>An ordered list of wanted values of an event; made once, shared by all threads and logs of a run.</summary>
/// <remarks>
/// A path names elements from below the event's root, without prefixes: <c>System/EventID</c>, <c>System/Provider/@Name</c>,
/// <c>RenderingInfo/Task</c>. Below EventData it is the Name of a Data element (or the name of another element):
/// <c>EventData/Image</c>; or <c>EventData/#1</c>, the first child of EventData if that is a Data element without a name.
/// </remarks>
internal sealed class EvtxProjection
{
    private readonly int[] _slots;

    /// <param name="paths">The paths; the value of the first one is slot 0.</param>
    /// <exception cref="ArgumentException">A path is empty or has an empty part.</exception>
    public EvtxProjection(IReadOnlyList<string> paths)
    {
        Paths = [.. paths];
        _slots = new int[paths.Count];
        PathNode root = Document.AddRoot();
        for (int i = 0; i < _slots.Length; i++)
        {
            if (string.IsNullOrEmpty(paths[i]))
            {
                throw new ArgumentException("a path is empty", nameof(paths));
            }

            _slots[i] = root.Add(paths[i], i);
        }
    }

    /// <summary>The paths by slot.</summary>
    public IReadOnlyList<string> Paths { get; }

    internal PathNode Document { get; } = new(PathNodeKind.Document);

    /// <summary>A row to read records into, for one thread.</summary>
    public EvtxRow CreateRow() => new(this);

    /// <summary>The slot that is really filled for a path: that of the first equal path.</summary>
    internal int FilledSlot(int slot) => _slots[slot];
}
