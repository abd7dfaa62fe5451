using EqlPS.Platform;

namespace EqlPS.Events.Json;

/// <summary>A name that was met in an object, and where it leads.</summary>
/// <param name="name">The name as written, with its escapes; null for one that is not remembered.</param>
/// <param name="node">The node it leads to, or null.</param>
/// <param name="marks">The marks of objects that a name with dots passes.</param>
[HotPath]
internal sealed class JsonKey(byte[]? name, JsonPathNode? node, JsonMarks marks)
{
    private readonly int _length = name?.Length ?? -1;

    // What followed before that: records of several kinds come by turns.
    private JsonKey? _second;
    private JsonKey? _third;

    public JsonPathNode? Node { get; set; } = node;

    public JsonMarks Marks { get; set; } = marks;

    /// <summary>The name that followed this one last time: most often it does so again.</summary>
    public JsonKey? Next { get; private set; }

    /// <summary>The next name in the same bucket of a table.</summary>
    public JsonKey? NextInBucket { get; set; }

    /// <summary>The name that follows this one, if it did so lately; it is the next one from now on. Null if it did not.</summary>
    public JsonKey? Recall(ReadOnlySpan<byte> name)
    {
        JsonKey? found = _second is not null && _second.Is(name) ? _second : _third is not null && _third.Is(name) ? _third : null;
        if (found is not null)
        {
            Follow(found);
        }

        return found;
    }

    /// <summary>Notes which name follows this one.</summary>
    public void Follow(JsonKey next)
    {
        _third = next == _second ? _third : _second;
        _second = Next;
        Next = next;
    }

    public bool Is(ReadOnlySpan<byte> other) => other.Length == _length && other.SequenceEqual(name);
}
