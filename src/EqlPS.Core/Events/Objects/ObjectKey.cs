using EqlPS.Events.Json;

namespace EqlPS.Events.Objects;

/// <summary>A name that was met in an object, and where it leads.</summary>
/// <param name="name">The name; null for one that is not remembered.</param>
internal sealed class ObjectKey(string? name)
{
    /// <summary>The node it leads to, or null.</summary>
    public JsonPathNode? Node { get; set; }

    /// <summary>The marks of objects that a name with dots passes.</summary>
    public JsonMarks Marks { get; set; }

    /// <summary>What the name tells about log records.</summary>
    public WantedUses Uses { get; set; }

    /// <summary>The name that followed this one last time: most often it does so again.</summary>
    public ObjectKey? Next { get; set; }

    /// <summary>The next name in the same bucket of a table.</summary>
    public ObjectKey? NextInBucket { get; set; }

    public bool Is(string other) => string.Equals(name, other);
}
