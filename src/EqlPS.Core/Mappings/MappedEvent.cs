namespace EqlPS.Mappings;

/// <summary>An event id that a mapping file names, and the fields that its events can have in one profile.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Title">What the file is about.</param>
/// <param name="EventId">The id.</param>
/// <param name="Fields">Paths of the mapped fields, the envelope of all channels left out; sorted.</param>
internal sealed record MappedEvent(string File, string Title, string EventId, IReadOnlyList<string> Fields);
