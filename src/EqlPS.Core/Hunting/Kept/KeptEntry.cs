using EqlPS.Events;
using EqlPS.Execution;

namespace EqlPS.Hunting.Kept;

/// <summary>A stored event as the matchers need it, without its content.</summary>
/// <param name="Ordinal">Its place in one order.</param>
/// <param name="Source">Where it came from; reads its content from the store when asked.</param>
/// <param name="SourceNumber">Which source of the run that was.</param>
/// <param name="CanBeShown">Whether it can be part of a result; if not, it has no content.</param>
/// <param name="Hits">The rules of that order that it concerns.</param>
internal sealed record KeptEntry(Ordinal Ordinal, SourceEvent Source, int SourceNumber, bool CanBeShown, RuleHits[] Hits);
