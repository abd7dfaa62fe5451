using EqlPS.Platform;

namespace EqlPS.Events;

/// <summary>A set of names with numbers in the order of their arrival, looked up by UTF-8 without decoding.</summary>
[HotPath]
internal sealed class Utf8Names
{
    private const int FewNames = 6;

    private readonly List<byte[]> _names = [];
    private readonly List<int> _nextInBucket = [];
    private int[]? _buckets;

    public int Count => _names.Count;

    /// <summary>The number of a name, or -1.</summary>
    public int Find(ReadOnlySpan<byte> name)
    {
        if (_buckets is null)
        {
            for (int i = 0; i < _names.Count; i++)
            {
                if (name.SequenceEqual(_names[i]))
                {
                    return i;
                }
            }

            return -1;
        }

        int found = _buckets[BucketOf(name)];
        while (found >= 0 && !name.SequenceEqual(_names[found]))
        {
            found = _nextInBucket[found];
        }

        return found;
    }

    /// <summary>Adds a name that is not there yet and gives its number.</summary>
    public int Add(byte[] name)
    {
        _names.Add(name);
        _nextInBucket.Add(-1);
        if (_names.Count > FewNames && _names.Count > (_buckets?.Length ?? 0) / 2)
        {
            Rehash();
        }
        else if (_buckets is not null)
        {
            Link(_names.Count - 1);
        }

        return _names.Count - 1;
    }

    // Names of log fields differ in length, first, middle or last letter more often than not.
    private int BucketOf(ReadOnlySpan<byte> name)
    {
        int length = name.Length;
        int hash = length == 0 ? 0 : length + (name[0] * 7) + (name[length / 2] * 31) + (name[length - 1] * 13);
        if (_buckets!.Length > 1024)
        {
            // So many names are not those of rules; only all of their bytes tell them apart.
            foreach (byte value in name)
            {
                hash = unchecked((hash ^ value) * 16777619);
            }
        }

        return hash & (_buckets.Length - 1);
    }

    private void Link(int index)
    {
        int bucket = BucketOf(_names[index]);
        _nextInBucket[index] = _buckets![bucket];
        _buckets[bucket] = index;
    }

    private void Rehash()
    {
        int size = 64;
        while (size < _names.Count * 4)
        {
            size *= 2;
        }

        _buckets = new int[size];
        _buckets.AsSpan().Fill(-1);
        for (int i = 0; i < _names.Count; i++)
        {
            Link(i);
        }
    }
}
