using EqlPS.Execution;
using EqlPS.Search;

namespace EqlPS.Hunting.Kept;

/// <summary>
/// The stored events that concern the rules of one order. They are given in that order at the end, whatever order they came in.
/// </summary>
internal sealed class KeptOrder(SpillStore store)
{
    // Events of one instant are loaded to be ordered, unless a log has so many that they must be looked up one by one.
    private const int MostLoaded = 10_000;
    private const int SmallBudget = 1024 * 1024;

    // Places are told before what they are places of is appended, so they lie elsewhere.
    private readonly PlaceRuns _places = new(new SpillStore(SmallBudget));
    private readonly PlaceRuns _hidden = new(new SpillStore(SmallBudget));

    /// <summary>Events of missing stages that other sources hold too and that were left out.</summary>
    public long DuplicateCount { get; private set; }

    /// <param name="place">Where the event lies.</param>
    /// <param name="canBeShown">Whether it can be part of a result; otherwise it can only rule results out.</param>
    public void Add(EntryPlace place, bool canBeShown) => (canBeShown ? _places : _hidden).Add(place);

    /// <summary>The events in total order, each record once. Called once, at the end.</summary>
    /// <param name="reader">Reads the store.</param>
    /// <param name="isWanted">Rules by number whose hits are wanted.</param>
    /// <param name="ledger">Knows which of the events that can be shown stand in several sources.</param>
    /// <param name="withHidden">Whether a wanted rule asks for events that can only rule results out. They are often the most.</param>
    public IEnumerable<KeptEntry> InOrder(EntryReader reader, bool[] isWanted, RecordLedger ledger, bool withHidden)
    {
        IEnumerable<EntryPlace> places = withHidden ? PlaceRuns.InOrder(_places, _hidden) : PlaceRuns.InOrder(_places);
        var given = new HashSet<(RecordId, int)>();
        foreach (List<EntryPlace> instant in Instants(places))
        {
            foreach (KeptEntry entry in OnceEach(Load(reader, isWanted, instant), instant.Count, ledger, given))
            {
                yield return entry;
            }
        }
    }

    // The list is the same each time.
    private static IEnumerable<List<EntryPlace>> Instants(IEnumerable<EntryPlace> places)
    {
        var instant = new List<EntryPlace>();
        foreach (EntryPlace place in places)
        {
            if (instant.Count > 0 && !place.IsAtTimeOf(instant[0]))
            {
                yield return instant;
                instant.Clear();
            }

            instant.Add(place);
        }

        if (instant.Count > 0)
        {
            yield return instant;
        }
    }

    private IEnumerable<KeptEntry> Load(EntryReader reader, bool[] isWanted, List<EntryPlace> instant)
    {
        if (instant.Count == 1)
        {
            return [reader.Read(store, instant[0].Position, isWanted)];
        }

        if (instant.Count > MostLoaded)
        {
            instant.Sort((left, right) => Compare(
                reader.Read(store, left.Position, isWanted), reader.Read(store, right.Position, isWanted)));
            return instant.Select(place => reader.Read(store, place.Position, isWanted));
        }

        var entries = new KeptEntry[instant.Count];
        for (int i = 0; i < entries.Length; i++)
        {
            entries[i] = reader.Read(store, instant[i].Position, isWanted);
        }

        Array.Sort(entries, Compare);
        return entries;
    }

    // The path decides nothing but which of two equal records is shown.
    private static int Compare(KeptEntry left, KeptEntry right)
    {
        int order = Ordinal.Compare(left.Ordinal, right.Ordinal);
        order = order != 0 ? order : string.CompareOrdinal(left.Source.Location.Source, right.Source.Location.Source);
        return order != 0 ? order : left.Source.Location.Offset.CompareTo(right.Source.Location.Offset);
    }

    // A record that stands twice in one source happened twice; the second one there is the same as the second one elsewhere.
    private IEnumerable<KeptEntry> OnceEach(
        IEnumerable<KeptEntry> instant, int count, RecordLedger ledger, HashSet<(RecordId, int)> given)
    {
        Dictionary<(int Source, RecordId Id), int>? occurrences = null;
        HashSet<(RecordId Id, int Occurrence)>? seen = null;
        foreach (KeptEntry entry in instant)
        {
            var id = new RecordId(entry.Source);
            if (entry.CanBeShown)
            {
                if (!ledger.IsRepeated(id) || given.Add((id, entry.Source.Occurrence)))
                {
                    yield return entry;
                }

                continue;
            }

            if (count > 1)
            {
                occurrences ??= [];
                seen ??= [];
                occurrences.TryGetValue((entry.SourceNumber, id), out int occurrence);
                occurrences[(entry.SourceNumber, id)] = occurrence + 1;
                if (!seen.Add((id, occurrence)))
                {
                    DuplicateCount++;
                    continue;
                }
            }

            yield return entry;
        }
    }
}
