namespace EqlPS.Rules;

/// <summary>A field that a rule reads.</summary>
/// <param name="Name">The field.</param>
/// <param name="Type">Its type in the index mapping.</param>
/// <param name="IsEcs">True if the Elastic Common Schema defines it.</param>
public sealed record RequiredField(string Name, string Type, bool IsEcs);
