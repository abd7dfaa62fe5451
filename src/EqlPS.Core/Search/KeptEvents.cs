using EqlPS.Events;
using EqlPS.Execution;

namespace EqlPS.Search;

/// <summary>
/// Gathers the events that satisfy some stage, and gives them in total order, each record once even if several sources hold it.
/// </summary>
internal sealed class KeptEvents
{
    private readonly List<KeptEvent> _events = [];
    private int _sourceCount;

    /// <summary>Events left out because another source held the same record.</summary>
    public long DuplicateCount { get; private set; }

    /// <summary>Says that the events that follow come from another source.</summary>
    public void BeginSource() => _sourceCount++;

    public void Add(StageEvent stageEvent, SourceEvent source) => _events.Add(new KeptEvent(stageEvent, source, _sourceCount));

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
