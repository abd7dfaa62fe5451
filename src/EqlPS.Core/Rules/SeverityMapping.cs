namespace EqlPS.Rules;

/// <summary>Gives an alert another severity where a field of its event has a value.</summary>
/// <param name="Field">The field.</param>
/// <param name="Operator">Always <c>equals</c> so far.</param>
/// <param name="Value">The value as text.</param>
/// <param name="Severity">The severity that then holds; null leaves the rule's.</param>
public sealed record SeverityMapping(string Field, string Operator, string Value, RuleSeverity? Severity);
