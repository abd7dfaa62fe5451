using EqlPS.Schema;

namespace EqlPS.Events.Input;

/// <summary>A file or standard input to read events from.</summary>
/// <param name="Name">The path as given, or <c>-</c>.</param>
/// <param name="Open">Opens it at the beginning.</param>
/// <param name="Schema">The types of its fields.</param>
internal sealed record InputSource(string Name, Func<Stream> Open, FieldSchema Schema)
{
    /// <summary>Whether <see cref="Open"/> gives the same bytes each time. Standard input can be read but once.</summary>
    public bool IsRepeatable { get; init; } = Name != InputPaths.StandardInput;
}
