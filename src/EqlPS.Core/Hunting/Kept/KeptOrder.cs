using EqlPS.Events;
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
    private const long MostLoadedBytes = 16 * 1024 * 1024;
    private const int SmallBudget = 1024 * 1024;

    // Places are told before what they are places of is appended, so they lie elsewhere.
    private readonly PlaceRuns _places = new(new SpillStore(SmallBudget));
    private readonly PlaceRuns _hidden = new(new SpillStore(SmallBudget));

    public void Add(EntryPlace place) => (place.IsHidden ? _hidden : _places).Add(place);

    /// <summary>The events in total order, each record once. Called once, at the end.</summary>
    /// <param name="reader">Reads the store.</param>
    /// <param name="isWanted">Rules by number whose hits are wanted.</param>
    /// <param name="ledger">Knows which of the events that can be shown stand in several sources.</param>
    /// <param name="hidden">Reads the events that can only rule results out; not asked if none were added.</param>
    public IEnumerable<KeptEntry> InOrder(EntryReader reader, bool[] isWanted, RecordLedger ledger, HiddenEvents.Reader hidden)
    {
        IEnumerable<EntryPlace> places = PlaceRuns.InOrder(_places, _hidden);
        var given = new HashSet<(RecordId, int)>();
        foreach (List<EntryPlace> instant in Instants(places))
        {
            foreach (KeptEntry entry in OnceEach(Load(Read, instant), instant.Count, ledger, given))
            {
                yield return entry;
            }
        }

        KeptEntry Read(EntryPlace place) =>
            place.IsHidden ? hidden.Read(place.Position) : reader.Read(store, place.Position, isWanted);
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

    private static IEnumerable<KeptEntry> Load(Func<EntryPlace, KeptEntry> read, List<EntryPlace> instant)
    {
        if (instant.Count == 1)
        {
            return [read(instant[0])];
        }

        if (instant.Count <= MostLoaded && TryLoad(read, instant, out List<KeptEntry> entries))
        {
            entries.Sort(Compare);
            return entries;
        }

        instant.Sort((left, right) => Compare(read(left), read(right)));
        return instant.Select(read);
    }

    // False if they are too large.
    private static bool TryLoad(Func<EntryPlace, KeptEntry> read, List<EntryPlace> instant, out List<KeptEntry> entries)
    {
        entries = new List<KeptEntry>(instant.Count);
        long size = 0;
        foreach (EntryPlace place in instant)
        {
            KeptEntry entry = read(place);
            entries.Add(entry);
            size += entry.Size;
            if (size > MostLoadedBytes)
            {
                return false;
            }
        }

        return true;
    }

    // The path decides nothing but which of two equal records is shown. Hidden ones differ at the latest by where they lie.
    private static int Compare(KeptEntry left, KeptEntry right)
    {
        int order = Ordinal.Compare(left.Ordinal, right.Ordinal);
        if (order != 0 || left.Source is null || right.Source is null)
        {
            return order;
        }

        order = string.CompareOrdinal(left.Source.Location.Source, right.Source.Location.Source);
        return order != 0 ? order : left.Source.Location.Offset.CompareTo(right.Source.Location.Offset);
    }

    // A record that stands twice in one source happened twice; the second one there is the same as the second one elsewhere.
    private static IEnumerable<KeptEntry> OnceEach(
        IEnumerable<KeptEntry> instant, int count, RecordLedger ledger, HashSet<(RecordId, int)> given)
    {
        Dictionary<(int Source, RecordId Id), int>? occurrences = null;
        HashSet<(RecordId Id, int Occurrence)>? seen = null;
        foreach (KeptEntry entry in instant)
        {
            if (entry.Id is not RecordId id)
            {
                yield return entry;
            }
            else if (entry.Source is SourceEvent source)
            {
                if (!ledger.IsRepeated(id) || given.Add((id, source.Occurrence)))
                {
                    yield return entry;
                }
            }
            else if (count == 1)
            {
                yield return entry;
            }
            else
            {
                occurrences ??= [];
                seen ??= [];
                occurrences.TryGetValue((entry.SourceNumber, id), out int occurrence);
                occurrences[(entry.SourceNumber, id)] = occurrence + 1;
                if (seen.Add((id, occurrence)))
                {
                    yield return entry;
                }
            }
        }
    }
}
