using EqlPS.Events;
using EqlPS.Execution;
using EqlPS.Hunting;
using EqlPS.Hunting.Kept;

namespace EqlPS.Search;

/// <summary>
/// Gathers the events that satisfy some stage, and gives them in total order, each record once even if several sources hold it. What they
/// say lies in memory up to a budget, the rest in a temporary file.
/// </summary>
/// <param name="budget">The most bytes of events in memory.</param>
internal sealed class KeptEvents(long budget = KeptEvents.DefaultBudget)
{
    private const long DefaultBudget = 64 * 1024 * 1024;
    private const long SmallBudget = 1024 * 1024;

    private readonly List<KeptEvent> _events = [];
    private readonly SpillStore _store = NewStore(0);
    private readonly LongTextStore _texts = new(NewStore(SmallBudget));
    private long _size;
    private int _sourceCount;

    /// <summary>Events left out because another source held the same record.</summary>
    public long DuplicateCount { get; private set; }

    /// <summary>Says that the events that follow come from another source.</summary>
    public void BeginSource() => _sourceCount++;

    /// <summary>Adds an event.</summary>
    /// <exception cref="StoreException">The temporary file cannot be written.</exception>
    public void Add(StageEvent stageEvent, SourceEvent source)
    {
        _size += source.Kept?.Length ?? 0;
        source = _size > budget ? Stored(source) : source;
        var kept = new StageEvent(_texts.Keep(stageEvent.Ordinal, source), source, _texts.Keep(stageEvent.Hits));
        _events.Add(new KeptEvent(kept, source, _sourceCount));
    }

    /// <summary>
    /// The events in total order, to be gone through as often as one likes, and all duplicates counted. Called once; nothing may be added
    /// afterwards.
    /// </summary>
    public IEnumerable<StageEvent> InOrder()
    {
        _events.Sort(Compare);
        if (_sourceCount > 1)
        {
            RemoveDuplicates();
        }

        return _events.Select(kept => kept.Event);
    }

    private static SpillStore NewStore(long size) =>
        new(size) { Holds = "the events that are found", Advice = "ask for fewer events" };

    private SourceEvent Stored(SourceEvent source)
    {
        if (source.Kept is not byte[] kept)
        {
            return source;
        }

        IEventContent content = new StoredContent(_store, _store.Append(kept, kept.Length), kept.Length);
        return new SourceEvent(
            source.Location,
            source.Form is IEventForm form ? new FormedContent(content, form, source.Location) : content,
            source.Schema,
            new StoredHash(source.Sha256.ToArray()),
            source.Occurrence);
    }

    // The path decides nothing but which of two equal records is shown.
    private static int Compare(KeptEvent left, KeptEvent right)
    {
        int order = StageEvent.Compare(left.Event, right.Event);
        return order != 0 ? order : string.CompareOrdinal(left.Source.Location.Source, right.Source.Location.Source);
    }

    // A record that stands twice in one source happened twice; the second one there is the same as the second one elsewhere.
    private void RemoveDuplicates()
    {
        var occurrences = new Dictionary<(int Source, RecordId Id), int>();
        var seen = new HashSet<(RecordId Id, int Occurrence)>();
        DuplicateCount = _events.RemoveAll(kept =>
        {
            var id = new RecordId(kept.Source);
            occurrences.TryGetValue((kept.SourceNumber, id), out int occurrence);
            occurrences[(kept.SourceNumber, id)] = occurrence + 1;
            return !seen.Add((id, occurrence));
        });
    }
}
