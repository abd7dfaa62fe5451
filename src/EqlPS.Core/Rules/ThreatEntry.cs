namespace EqlPS.Rules;

/// <summary>A tactic or subtechnique of a threat framework.</summary>
/// <param name="Id">Such as <c>TA0002</c> or <c>T1059.001</c>.</param>
/// <param name="Name">Its name in the framework.</param>
/// <param name="Reference">Address of its page, with a slash at the end.</param>
public sealed record ThreatEntry(string Id, string Name, string Reference);
