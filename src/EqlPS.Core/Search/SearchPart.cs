using EqlPS.Events;
using EqlPS.Execution;
using EqlPS.Values;

namespace EqlPS.Search;

/// <summary>
/// What a search needs of the events that one thread read: those that satisfy some stage, in the order of reading, and counts.
/// </summary>
/// <param name="samples">Takes a few of the first events, as long as nothing is found.</param>
internal sealed class SearchPart(EventSamples samples)
{
    // A part that holds as much is handed over, so that what waits is bounded: one block may hold all of a source.
    private const long FullSize = 1024 * 1024;
    private const int SizeOfKept = 1024;

    private readonly List<(StageEvent Event, SourceEvent Source)> _kept = [];

    /// <summary>About how many bytes the events hold that satisfy some stage.</summary>
    public long KeptSize { get; private set; }

    public bool IsFull => KeptSize >= FullSize;

    /// <summary>A few of the first events, as long as nothing is found.</summary>
    public EventSamples Samples => samples;

    /// <summary>All events read.</summary>
    public long EventCount { get; set; }

    /// <summary>Kept events without a time.</summary>
    public long TimelessCount { get; set; }

    /// <summary>The earliest time of an event, or null.</summary>
    public Timestamp? FirstTime { get; private set; }

    /// <summary>The latest time of an event, or null.</summary>
    public Timestamp? LastTime { get; private set; }

    /// <summary>Adds an event that satisfies some stage.</summary>
    public void Keep(StageEvent found, SourceEvent source)
    {
        _kept.Add((found, source));
        KeptSize += SizeOfKept + (source.Kept?.Length ?? 0);
    }

    /// <summary>Hands over the events that satisfy some stage.</summary>
    public void MoveTo(KeptEvents kept)
    {
        _kept.ForEach(found => kept.Add(found.Event, found.Source));
        _kept.Clear();
        KeptSize = 0;
    }

    /// <summary>Notes the time of an event.</summary>
    public void NoteTime(Timestamp? time)
    {
        if (time is Timestamp known)
        {
            FirstTime = FirstTime is Timestamp first && first <= known ? first : known;
            LastTime = LastTime is Timestamp last && last >= known ? last : known;
        }
    }
}
