using EqlPS.Hunting.Kept;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Hunting;

/// <summary>What one thread found in one stretch of a source. Batches are handed over in the order of their events.</summary>
[HotPath]
internal sealed class HuntBatch(int orderCount)
{
    // A batch that holds as much is handed over, so that what waits is bounded.
    private const int FullSize = 64 * 1024;
    private const int FullHiddenSize = 24 * 1024;
    private const int MostEvents = 1024;
    private const long FullCertainSize = 1024 * 1024;

    /// <summary>Entries for the store, of the events that concern rules which decide later.</summary>
    public EntryBuffer Entries { get; } = new();

    /// <summary>Events that can only rule results out, where those are looked at when all is read.</summary>
    public HiddenBuffer Hidden { get; } = new();

    public List<MatchedEvent> Matches { get; } = [];

    public List<EntryMark> Marks { get; } = [];

    public List<CertainHit> Certain { get; } = [];

    /// <summary>About how many bytes the events of these hold.</summary>
    public long CertainSize { get; private set; }

    public HuntCounts Counts { get; } = new();

    /// <summary>Time of the latest event read, by order; null if none had one.</summary>
    public Timestamp?[] LastTimes { get; } = new Timestamp?[orderCount];

    public bool IsFull => Entries.Length >= FullSize || Hidden.Items.Length >= FullHiddenSize || Matches.Count >= MostEvents
        || CertainSize >= FullCertainSize;

    /// <summary>Adds the size of an event that certain hits hold.</summary>
    public void NoteCertain(int size) => CertainSize += size;

    /// <summary>Empties it for the next stretch.</summary>
    public void Clear()
    {
        Entries.Clear();
        Hidden.Clear();
        Matches.Clear();
        Marks.Clear();
        Certain.Clear();
        CertainSize = 0;
        Counts.Clear();
        Array.Clear(LastTimes, 0, LastTimes.Length);
    }

    /// <summary>Notes the time of an event.</summary>
    public void NoteTime(int order, Timestamp? time)
    {
        if (time is Timestamp known && !(known < LastTimes[order]))
        {
            LastTimes[order] = known;
        }
    }
}
