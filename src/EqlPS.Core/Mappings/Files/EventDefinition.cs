namespace EqlPS.Mappings.Files;

/// <summary>What a mapping file says about one event id.</summary>
/// <param name="Id">The event id.</param>
/// <param name="Task">The English task text; null if none is given.</param>
/// <param name="Fields">
/// The names below EventData in the order of the provider's newest manifest, which names the values of records that come without names;
/// empty if they are not known.
/// </param>
internal sealed record EventDefinition(string Id, string? Task, IReadOnlyList<string> Fields);
