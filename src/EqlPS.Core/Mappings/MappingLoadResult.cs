namespace EqlPS.Mappings;

/// <summary>Mapping files that were loaded, and what is wrong in them.</summary>
/// <param name="Set">The files without fault, or null if there is a finding.</param>
/// <param name="Diagnostics">All findings.</param>
internal sealed record MappingLoadResult(MappingSet? Set, IReadOnlyList<MappingDiagnostic> Diagnostics);
