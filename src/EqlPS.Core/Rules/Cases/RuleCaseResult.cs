using EqlPS.Toml;

namespace EqlPS.Rules.Cases;

/// <summary>What became of one case.</summary>
/// <param name="Case">The case.</param>
/// <param name="Outcome">Whether the rule did what the case expects.</param>
/// <param name="Alerts">Alerts given; null if the case did not run to its end.</param>
/// <param name="Faults">Run-time faults, such as an address that is none; 0 if the case did not run.</param>
/// <param name="Message">Why the case did not pass, as one sentence; null if it did.</param>
/// <param name="Position">Where in the case file to look: the case, or the event that cannot be read.</param>
internal sealed record RuleCaseResult(
    RuleCase Case, RuleCaseOutcome Outcome, int? Alerts, long Faults, string? Message, TomlPosition Position);
