using EqlPS.Events;
using EqlPS.Execution;
using EqlPS.Search;

namespace EqlPS.Hunting.Kept;

/// <summary>A stored event as the matchers need it, without its content.</summary>
/// <param name="Ordinal">Its place in one order.</param>
/// <param name="Source">Where it came from; reads its content from the store when asked. Null if it can only rule results out.</param>
/// <param name="SourceNumber">Which source of the run that was.</param>
/// <param name="Id">Its content; null for a hidden event with a record id, of which copies in other sources change nothing.</param>
/// <param name="Hits">The rules of that order that it concerns.</param>
internal sealed record KeptEntry(Ordinal Ordinal, SourceEvent? Source, int SourceNumber, RecordId? Id, RuleHits[] Hits)
{
    /// <summary>How many bytes it takes in a store, its event aside.</summary>
    public int Size { get; init; }

    /// <summary>What results show of it; of a hidden event nothing is ever shown.</summary>
    public object Payload => (object?)Source ?? this;
}
