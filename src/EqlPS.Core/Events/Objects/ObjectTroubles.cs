namespace EqlPS.Events.Objects;

/// <summary>Counts what was wrong with objects, by kind.</summary>
internal sealed class ObjectTroubles(InputLossLog losses)
{
    private readonly Dictionary<ObjectTroubleKind, ObjectTrouble> _byKind = [];
    private readonly List<ObjectTrouble> _all = [];

    /// <summary>One entry for each kind met so far, in the order of their first objects.</summary>
    public IReadOnlyList<ObjectTrouble> All => _all;

    public void Add(ObjectTroubleKind kind, EventLocation location, string message)
    {
        if (!_byKind.TryGetValue(kind, out ObjectTrouble? trouble))
        {
            trouble = new ObjectTrouble(kind, message, location);
            _byKind.Add(kind, trouble);
            _all.Add(trouble);
        }

        trouble.Count++;
        if (trouble.IsLost)
        {
            losses.Add(location, message);
        }
    }
}
