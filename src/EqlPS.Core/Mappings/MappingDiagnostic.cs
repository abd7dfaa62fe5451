using EqlPS.Toml;

namespace EqlPS.Mappings;

/// <summary>Something wrong in a mapping file.</summary>
/// <param name="File">The file's path or name.</param>
/// <param name="Position">Where in the file.</param>
/// <param name="Message">One English sentence without a full stop.</param>
internal sealed record MappingDiagnostic(string File, TomlPosition Position, string Message)
{
    public override string ToString() => $"{File}:{Position}: {Message}";
}
