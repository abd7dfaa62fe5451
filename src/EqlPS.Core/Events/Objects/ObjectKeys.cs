using System.Runtime.InteropServices;
using System.Text;
using EqlPS.Events.Json;

namespace EqlPS.Events.Objects;

/// <summary>
/// The names met in the objects at one place of a path tree, wanted or not, so that each has to be looked up in the tree only once. The
/// table is bounded and its hash is seeded.
/// </summary>
internal sealed class ObjectKeys(JsonPathNode place)
{
    private const int BucketCount = 256;
    private const int MostKeys = 1024;
    private const int LongestKept = 256;

    // No wanted name is longer, so a longer one leads nowhere.
    private const int LongestName = 1024;

    private readonly ObjectKey?[] _buckets = new ObjectKey?[BucketCount];
    private readonly ObjectKey _passing = new(null);
    private readonly ulong _seed = Utf8Hash.NewSeed();
    private int _count;

    /// <summary>Stands before the first name of an object.</summary>
    public ObjectKey Start { get; } = new(null);

    /// <summary>The entry of a name. That of a name which is not remembered is valid until the next call.</summary>
    public ObjectKey Find(string name)
    {
        ref ObjectKey? bucket = ref _buckets[Utf8Hash.Of(MemoryMarshal.AsBytes(name.AsSpan()), _seed) % BucketCount];
        for (ObjectKey? key = bucket; key is not null; key = key.NextInBucket)
        {
            if (key.Is(name))
            {
                return key;
            }
        }

        if (_count == MostKeys || name.Length > LongestKept)
        {
            return Resolve(_passing, name);
        }

        _count++;
        return bucket = Resolve(new ObjectKey(name) { NextInBucket = bucket }, name);
    }

    private ObjectKey Resolve(ObjectKey key, string name)
    {
        JsonMarks marks = JsonMarks.None;
        key.Node = name.Length > LongestName ? null : place.Find(Encoding.UTF8.GetBytes(name), ref marks);
        key.Marks = marks;
        key.Uses = WantedNames.RecordUsesOf(name);
        return key;
    }
}
