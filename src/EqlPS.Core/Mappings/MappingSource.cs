namespace EqlPS.Mappings;

/// <summary>The content of a mapping file that a user adds.</summary>
/// <param name="Path">Its path, for diagnostics.</param>
/// <param name="Content">UTF-8.</param>
internal sealed record MappingSource(string Path, byte[] Content);
