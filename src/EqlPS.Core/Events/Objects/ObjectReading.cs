namespace EqlPS.Events.Objects;

/// <summary>How the objects of a pipeline are read.</summary>
/// <param name="access">Looks into the objects.</param>
internal sealed class ObjectReading(IObjectAccess access)
{
    /// <summary>Looks into the objects.</summary>
    public IObjectAccess Access => access;

    /// <summary>What their source is called.</summary>
    public string Name { get; init; } = "pipeline";

    /// <summary>Whether objects with fields, and JSON, are taken as they stand, whatever they are.</summary>
    public bool IsAsItStands { get; init; }

    /// <summary>Whether JSON is made of every object with fields, even of those that can be read without: slower, and the same.</summary>
    public bool IsThroughJson { get; init; }
}
