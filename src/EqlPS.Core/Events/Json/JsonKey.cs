namespace EqlPS.Events.Json;

/// <summary>A name that was met in an object, and where it leads.</summary>
/// <param name="name">The name as written, with its escapes; null for one that is not remembered.</param>
/// <param name="node">The node it leads to, or null.</param>
/// <param name="marks">The marks of objects that a name with dots passes.</param>
internal sealed class JsonKey(byte[]? name, JsonPathNode? node, JsonMarks marks)
{
    private readonly int _length = name?.Length ?? -1;

    public JsonPathNode? Node { get; set; } = node;

    public JsonMarks Marks { get; set; } = marks;

    /// <summary>The name that followed this one last time: most often it does so again.</summary>
    public JsonKey? Next { get; set; }

    /// <summary>The next name in the same bucket of a table.</summary>
    public JsonKey? NextInBucket { get; set; }

    public bool Is(ReadOnlySpan<byte> other) => other.Length == _length && other.SequenceEqual(name);
}
