using EqlPS.Events;
using EqlPS.Execution;
using EqlPS.Values;

namespace EqlPS.Search;

/// <summary>
/// What a search needs of the events that one thread read: those that satisfy some stage, in the order of reading, and counts.
/// </summary>
internal sealed class SearchPart
{
    private const int SizeOfKept = 1024;

    /// <summary>The events that satisfy some stage.</summary>
    public List<(StageEvent Event, SourceEvent Source)> Kept { get; } = [];

    /// <summary>About how many bytes these hold.</summary>
    public long KeptSize => Kept.Sum(kept => SizeOfKept + (long)(kept.Source.Kept?.Length ?? 0));

    /// <summary>A few of the first events, as long as nothing is found.</summary>
    public EventSamples Samples { get; } = new();

    /// <summary>All events read.</summary>
    public long EventCount { get; set; }

    /// <summary>Kept events without a time.</summary>
    public long TimelessCount { get; set; }

    /// <summary>The earliest time of an event, or null.</summary>
    public Timestamp? FirstTime { get; private set; }

    /// <summary>The latest time of an event, or null.</summary>
    public Timestamp? LastTime { get; private set; }

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
