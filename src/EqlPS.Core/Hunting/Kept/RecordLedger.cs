using EqlPS.Platform;
using EqlPS.Search;

namespace EqlPS.Hunting.Kept;

/// <summary>
/// Tells whether a record that may be part of an alert stood in another source before: it then counts once. Of identical records in one
/// source each counts. The sources come one after the other.
/// </summary>
[HotPath]
internal sealed class RecordLedger
{
    // Many small tables grow in small steps.
    private const int ShardCount = 64;

    private readonly Dictionary<RecordId, Standing>?[] _shards = new Dictionary<RecordId, Standing>?[ShardCount];
    private readonly HashSet<RecordId> _repeated = [];

    /// <summary>Takes the next record.</summary>
    /// <param name="id">Its content.</param>
    /// <param name="source">The source it stands in.</param>
    /// <param name="occurrence">How many identical records come before it in its source.</param>
    /// <returns>False if an earlier source holds the same record.</returns>
    public bool Add(RecordId id, int source, out int occurrence)
    {
        Dictionary<RecordId, Standing> shard = _shards[(uint)id.GetHashCode() % ShardCount] ??= [];
        shard.TryGetValue(id, out Standing standing);
        occurrence = standing.Source == source ? standing.CountInSource : 0;
        bool isNew = occurrence >= standing.Count;
        shard[id] = new Standing(isNew ? occurrence + 1 : standing.Count, source, occurrence + 1);
        if (!isNew)
        {
            _repeated.Add(id);
        }

        return isNew;
    }

    /// <summary>Whether the record was met in several sources.</summary>
    public bool IsRepeated(RecordId id) => _repeated.Count > 0 && _repeated.Contains(id);

    /// <param name="Count">The most times one source holds it.</param>
    /// <param name="Source">The last source that holds it, from 1.</param>
    /// <param name="CountInSource">How often that one does so far.</param>
    private readonly record struct Standing(int Count, int Source, int CountInSource);
}
