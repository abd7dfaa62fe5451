namespace EqlPS.Rules;

/// <summary>The rules of one file and what there is to say about it.</summary>
/// <param name="Rules">The EQL rules, in file order.</param>
/// <param name="Diagnostics">Findings, in file order.</param>
public sealed record RuleReadResult(IReadOnlyList<EqlRule> Rules, IReadOnlyList<RuleDiagnostic> Diagnostics);
