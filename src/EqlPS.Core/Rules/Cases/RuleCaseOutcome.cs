namespace EqlPS.Rules.Cases;

/// <summary>What became of a case.</summary>
internal enum RuleCaseOutcome
{
    /// <summary>The rule gave as many alerts as the case expects.</summary>
    Passed,

    /// <summary>The rule gave another number of alerts, or the case or the query cannot be read.</summary>
    Failed,

    /// <summary>The events need a mapping that the runner was not given.</summary>
    NotRun,
}
