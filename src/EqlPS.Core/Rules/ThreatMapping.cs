namespace EqlPS.Rules;

/// <summary>A tactic that a rule looks for and its techniques.</summary>
/// <param name="Framework">Name of the framework, such as <c>MITRE ATT&amp;CK</c>.</param>
/// <param name="Tactic">The tactic.</param>
/// <param name="Techniques">Its techniques; may be empty.</param>
public sealed record ThreatMapping(string Framework, ThreatEntry Tactic, IReadOnlyList<ThreatTechnique> Techniques);
