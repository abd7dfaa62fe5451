namespace EqlPS.Rules.Cases;

/// <summary>What became of all cases of one rule.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="File">Its cases and the findings about their file; null if no case file stands beside the rule.</param>
/// <param name="Results">One for each case, in file order.</param>
internal sealed record RuleCaseReport(EqlRule Rule, RuleCaseFile? File, IReadOnlyList<RuleCaseResult> Results)
{
    /// <summary>Whether a case failed or the case file itself is wrong; cases that were not run do not count.</summary>
    public bool HasFailed =>
        Results.Any(r => r.Outcome == RuleCaseOutcome.Failed)
        || File is not null && File.Diagnostics.Any(d => d.Severity == RuleDiagnosticSeverity.Error);

    /// <summary>The cases with an outcome.</summary>
    public int Count(RuleCaseOutcome outcome) => Results.Count(r => r.Outcome == outcome);
}
