namespace EqlPS.Events.Evtx.BinaryXml;

/// <summary>A small hash table from an offset in a chunk to a value that may be null; usable as its default.</summary>
internal struct OffsetMap<T>
    where T : class
{
    private int[]? _keys;
    private T?[]? _values;
    private int _count;

    public readonly bool TryGet(int offset, out T? value)
    {
        value = null;
        if (_keys is null)
        {
            return false;
        }

        int mask = _keys.Length - 1;
        for (int place = Place(offset, mask); _keys[place] != 0; place = (place + 1) & mask)
        {
            if (_keys[place] == offset)
            {
                value = _values![place];
                return true;
            }
        }

        return false;
    }

    /// <summary>Adds an offset that is not there yet; 0 is no key and is not kept.</summary>
    public void Add(int offset, T? value)
    {
        if (offset == 0)
        {
            return;
        }

        if (_keys is null || (_count + 1) * 2 > _keys.Length)
        {
            Grow();
        }

        Insert(_keys!, _values!, offset, value);
        _count++;
    }

    private void Grow()
    {
        int[]? oldKeys = _keys;
        T?[]? oldValues = _values;
        int size = oldKeys is null ? 64 : oldKeys.Length * 2;
        _keys = new int[size];
        _values = new T?[size];
        for (int i = 0; i < (oldKeys?.Length ?? 0); i++)
        {
            if (oldKeys![i] != 0)
            {
                Insert(_keys, _values, oldKeys[i], oldValues![i]);
            }
        }
    }

    private static void Insert(int[] keys, T?[] values, int offset, T? value)
    {
        int mask = keys.Length - 1;
        int place = Place(offset, mask);
        while (keys[place] != 0)
        {
            place = (place + 1) & mask;
        }

        keys[place] = offset;
        values[place] = value;
    }

    private static int Place(int offset, int mask) => (int)(((uint)offset * 2654435769u) >> 16) & mask;
}
