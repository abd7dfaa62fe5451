namespace EqlPS.Rules;

/// <summary>Gives an alert the risk score that a field of its event holds.</summary>
/// <param name="Field">The field.</param>
/// <param name="Operator">Always <c>equals</c> so far.</param>
/// <param name="Value">Text that the field must equal; empty for any.</param>
/// <param name="RiskScore">A fixed score to use, or null for the field's value.</param>
public sealed record RiskScoreMapping(string Field, string Operator, string Value, int? RiskScore);
