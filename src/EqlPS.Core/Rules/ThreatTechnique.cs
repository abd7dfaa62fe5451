namespace EqlPS.Rules;

/// <summary>A technique of a threat framework.</summary>
/// <param name="Id">Such as <c>T1059</c>.</param>
/// <param name="Name">Its name in the framework.</param>
/// <param name="Reference">Address of its page, with a slash at the end.</param>
/// <param name="Subtechniques">Its subtechniques that the rule looks for; may be empty.</param>
public sealed record ThreatTechnique(string Id, string Name, string Reference, IReadOnlyList<ThreatEntry> Subtechniques);
