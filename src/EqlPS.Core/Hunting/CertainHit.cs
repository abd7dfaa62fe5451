using EqlPS.Execution;

namespace EqlPS.Hunting;

/// <summary>The fact that an event alone makes an alert of a rule, whatever else is read.</summary>
internal readonly record struct CertainHit(CompiledRule Rule, Ordinal Place);
