using EqlPS.Values;

namespace EqlPS.Execution;

/// <summary>
/// The partial sequences of one join key, at most one a stage. Only occupied stages take room; further along means begun earlier,
/// since a sequence never overtakes another.
/// </summary>
internal sealed class KeyPartials(JoinKey key)
{
    public JoinKey Key { get; } = key;

    /// <summary>The one furthest along.</summary>
    public PartialSequence? Oldest { get; private set; }

    /// <summary>The one least far along.</summary>
    public PartialSequence? Newest { get; private set; }

    public bool IsEmpty => Oldest is null;

    /// <summary>Adds one that is at the first stage, which must be free.</summary>
    public void Add(PartialSequence partial)
    {
        partial.Older = Newest;
        partial.Newer = null;
        if (Newest is null)
        {
            Oldest = partial;
        }
        else
        {
            Newest.Newer = partial;
        }

        Newest = partial;
    }

    public void Remove(PartialSequence partial)
    {
        if (partial.Older is null)
        {
            Oldest = partial.Newer;
        }
        else
        {
            partial.Older.Newer = partial.Newer;
        }

        if (partial.Newer is null)
        {
            Newest = partial.Older;
        }
        else
        {
            partial.Newer.Older = partial.Older;
        }
    }
}
