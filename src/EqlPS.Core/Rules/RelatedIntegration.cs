namespace EqlPS.Rules;

/// <summary>A source of events that a rule is written for.</summary>
/// <param name="Package">Name of the package.</param>
/// <param name="Version">Version range; may be empty.</param>
/// <param name="Integration">Part of the package, or null.</param>
public sealed record RelatedIntegration(string Package, string Version, string? Integration);
