using EqlPS.Diagnostics;
using EqlPS.Evaluation;
using EqlPS.Execution;

namespace EqlPS.Search;

/// <summary>What a search found, and what it has to say about it.</summary>
/// <param name="Results">The results, in order.</param>
/// <param name="FoundCount">Results before the size limit and the pipes; null without a size limit.</param>
/// <param name="Pending">Sequences that become results if no event of their trailing missing stage follows; the data ended too early
/// to tell.</param>
/// <param name="EventCount">Events read.</param>
/// <param name="TimelessCount">Matching events without a timestamp: they come last and take no part in sequences.</param>
/// <param name="DuplicateCount">Matching events that stood in another source as well and were taken once.</param>
/// <param name="Faults">Run-time faults.</param>
/// <param name="Warnings">What the data shows to be wrong with the query.</param>
/// <param name="Gaps">Where there are no results: what the query asks for and no event has, an English phrase each.</param>
/// <param name="Obstacle">Where all stages found events and there are no results: what stood in the way, an English phrase; null
/// elsewhere, and where it is that no event has a timestamp.</param>
internal sealed record SearchResult(
    IReadOnlyList<EqlResult> Results, long? FoundCount, IReadOnlyList<EqlResult> Pending, long EventCount, long TimelessCount,
    long DuplicateCount, FaultCounter Faults, IReadOnlyList<Diagnostic> Warnings,
    IReadOnlyList<string> Gaps, string? Obstacle);
