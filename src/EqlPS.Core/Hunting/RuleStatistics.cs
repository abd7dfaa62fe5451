using EqlPS.Execution;

namespace EqlPS.Hunting;

/// <summary>What one rule did in a hunt.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="AlertCount">Alerts it gave.</param>
/// <param name="SuppressedCount">Alerts folded into others.</param>
/// <param name="CutCount">Alerts left out because it gave the most allowed.</param>
/// <param name="Pending">Sequences of which the data ends too early to tell whether they match.</param>
/// <param name="Gap">Why its filters could let nothing through, one English phrase; null if they could.</param>
internal sealed record RuleStatistics(
    CompiledRule Rule, long AlertCount, long SuppressedCount, long CutCount, IReadOnlyList<EqlResult> Pending, string? Gap);
