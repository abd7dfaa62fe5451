using EqlPS.Execution;
using EqlPS.Search;

namespace EqlPS.Hunting.Kept;

/// <summary>
/// The stored events that concern the rules of one order. They are given in that order at the end; what memory holds of each until then is
/// its time and its place in the store.
/// </summary>
internal sealed class KeptOrder(SpillStore store)
{
    // Events of one instant are loaded to be ordered, unless a log has so many that they must be looked up one by one.
    private const int MostLoaded = 10_000;

    private readonly List<EntryPlace> _places = [];
    private readonly List<EntryPlace> _hidden = [];

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
        if (withHidden)
        {
            _places.AddRange(_hidden);
        }

        _places.Sort();
        var given = new HashSet<(RecordId, int)>();
        for (int start = 0; start < _places.Count;)
        {
            int end = start + 1;
            while (end < _places.Count && _places[end].IsAtTimeOf(_places[start]))
            {
                end++;
            }

            foreach (KeptEntry entry in OnceEach(Instant(reader, isWanted, start, end - start), end - start, ledger, given))
            {
                yield return entry;
            }

            start = end;
        }
    }

    private IEnumerable<KeptEntry> Instant(EntryReader reader, bool[] isWanted, int start, int count)
    {
        if (count == 1)
        {
            return [reader.Read(store, _places[start].Position, isWanted)];
        }

        if (count > MostLoaded)
        {
            var byOrdinal = Comparer<EntryPlace>.Create((left, right) => Compare(
                reader.Read(store, left.Position, isWanted), reader.Read(store, right.Position, isWanted)));
            _places.Sort(start, count, byOrdinal);
            return Enumerable.Range(start, count).Select(i => reader.Read(store, _places[i].Position, isWanted));
        }

        var entries = new KeptEntry[count];
        for (int i = 0; i < count; i++)
        {
            entries[i] = reader.Read(store, _places[start + i].Position, isWanted);
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
