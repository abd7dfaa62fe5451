using EqlPS.Alerts;
using EqlPS.Evaluation;

namespace EqlPS.Hunting;

/// <summary>What a hunt found, and what it has to say about it.</summary>
/// <param name="Alerts">The single alerts and shells not given before, by the place of their last event, then by rule id.</param>
/// <param name="Rules">What each rule did, in the order of the set.</param>
/// <param name="Counts">What became of the events.</param>
/// <param name="Faults">Run-time faults.</param>
/// <param name="Gaps">The rules that could not have fired on this input.</param>
internal sealed record HuntResult(
    IReadOnlyList<Alert> Alerts, IReadOnlyList<RuleStatistics> Rules, HuntCounts Counts, FaultCounter Faults,
        IReadOnlyList<CoverageGap> Gaps);
