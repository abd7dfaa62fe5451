using System.Runtime.CompilerServices;
using EqlPS.Platform;

namespace EqlPS.Events.Json;

/// <summary>
/// The names met in the objects at one place of a path tree, wanted or not, so that each has to be looked up in the tree only once. The
/// table is bounded and its hash is seeded.
/// </summary>
[HotPath]
internal sealed class JsonKeys(JsonPathNode place)
{
    private const int BucketCount = 256;
    private const int MostKeys = 1024;
    private const int LongestKept = 256;

    // No wanted name is longer, so a longer one leads nowhere.
    private const int LongestEscapedName = 1024;

    private readonly JsonKey?[] _buckets = new JsonKey?[BucketCount];
    private readonly JsonKey _passing = new(null, null, JsonMarks.None);
    private readonly ulong _seed = Utf8Hash.NewSeed();
    private int _count;

    /// <summary>Stands before the first name of an object.</summary>
    public JsonKey Start { get; } = new(null, null, JsonMarks.None);

    /// <summary>The entry of a name. That of a name which is not remembered is valid until the next call.</summary>
    /// <param name="previous">The entry of the name before it.</param>
    /// <param name="name">The name as written, with its escapes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public JsonKey FindBehind(JsonKey previous, ReadOnlySpan<byte> name)
    {
        JsonKey? key = previous.Next;
        return key is not null && key.Is(name) ? key : FindOther(previous, name);
    }

    /// <summary>The node that a name leads to, or null.</summary>
    /// <param name="place">Where the name stands.</param>
    /// <param name="name">The name as written, with its escapes.</param>
    /// <param name="marks">Receives the marks of objects that a name with dots passes.</param>
    public static JsonPathNode? Resolve(JsonPathNode place, ReadOnlySpan<byte> name, out JsonMarks marks)
    {
        marks = JsonMarks.None;
        if (name.IndexOf((byte)'\\') < 0)
        {
            return place.Find(name, ref marks);
        }

        return name.Length > LongestEscapedName ? null : place.Find(JsonText.UnescapeUtf8(name), ref marks);
    }

    private JsonKey FindOther(JsonKey previous, ReadOnlySpan<byte> name)
    {
        JsonKey? key = previous.Recall(name);
        if (key is null)
        {
            key = Find(name);
            previous.Follow(key);
        }

        return key;
    }

    private JsonKey Find(ReadOnlySpan<byte> name)
    {
        ref JsonKey? bucket = ref _buckets[Utf8Hash.Of(name, _seed) % BucketCount];
        for (JsonKey? key = bucket; key is not null; key = key.NextInBucket)
        {
            if (key.Is(name))
            {
                return key;
            }
        }

        JsonPathNode? node = Resolve(place, name, out JsonMarks marks);
        if (_count == MostKeys || name.Length > LongestKept)
        {
            _passing.Node = node;
            _passing.Marks = marks;
            return _passing;
        }

        _count++;
        return bucket = new JsonKey(name.ToArray(), node, marks) { NextInBucket = bucket };
    }
}
