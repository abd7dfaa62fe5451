using EqlPS.Events;

namespace EqlPS.Hunting;

/// <summary>An event that satisfies a stage of some rule.</summary>
/// <param name="Source">The event.</param>
/// <param name="Hits">The rules it concerns, all of one order.</param>
internal sealed record MatchedEvent(SourceEvent Source, RuleHits[] Hits);
