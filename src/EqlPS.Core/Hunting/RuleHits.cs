using EqlPS.Execution;

namespace EqlPS.Hunting;

/// <summary>The stages of one rule that an event satisfies.</summary>
internal readonly record struct RuleHits(CompiledRule Rule, StageHit[] Hits);
