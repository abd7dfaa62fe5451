using EqlPS.Platform;

namespace EqlPS.Evaluation;

/// <summary>
/// The fields that a set of compiled queries reads, each with a slot number. A reader is built for a table and fills only its slots;
/// everything else in an event is skipped. Fields are added while queries are compiled, never afterwards.
/// </summary>
/// <param name="dates">Paths that are dates whatever events say of them, since they order events.</param>
[HotPath]
internal sealed class FieldTable(params string[] dates)
{
    private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);
    private readonly List<string> _paths = [];

    public int Count => _paths.Count;

    /// <summary>The dotted paths in slot order.</summary>
    public IReadOnlyList<string> Paths => _paths;

    /// <summary>Whether the values of a path are wanted as dates.</summary>
    public bool IsDate(string path) => Array.IndexOf(dates, path) >= 0;

    public bool Contains(string path) => _slots.ContainsKey(path);

    /// <summary>The slot of a path; a new one if the path is new.</summary>
    public int SlotOf(string path)
    {
        if (!_slots.TryGetValue(path, out int slot))
        {
            slot = _paths.Count;
            _slots.Add(path, slot);
            _paths.Add(path);
        }

        return slot;
    }
}
