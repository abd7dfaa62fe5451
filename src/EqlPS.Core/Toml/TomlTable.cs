using System.Diagnostics.CodeAnalysis;

namespace EqlPS.Toml;

/// <summary>Keys and values in the order in which the file first names them.</summary>
internal sealed class TomlTable
{
    /// <summary>Up to this many keys a scan is quicker than hashing, and nearly every table of a rule file stays below it.</summary>
    private const int ScanLimit = 32;

    private TomlEntry[] _entries = [];
    private Dictionary<string, int>? _index;

    internal TomlTable(TomlTableOrigin origin, int depth)
    {
        Origin = origin;
        Depth = depth;
    }

    public int Count { get; private set; }

    internal TomlTableOrigin Origin { get; set; }

    /// <summary>Tables and arrays around this one; 0 for the root.</summary>
    internal int Depth { get; }

    public TomlEntry this[int index] =>
        (uint)index < (uint)Count ? _entries[index] : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>The value of a key, compared ordinally; dots in <paramref name="key"/> are part of the name.</summary>
    public bool TryGet(string key, [NotNullWhen(true)] out TomlValue? value)
    {
        int index = IndexOf(key);
        value = index < 0 ? null : _entries[index].Value;
        return index >= 0;
    }

    /// <summary>The place of a key in file order, or -1.</summary>
    public int IndexOf(string key)
    {
        if (_index is not null)
        {
            return _index.TryGetValue(key, out int found) ? found : -1;
        }

        for (int i = 0; i < Count; i++)
        {
            if (string.Equals(_entries[i].Key, key, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    public Enumerator GetEnumerator() => new(this);

    /// <summary>Adds a key that the table is known not to have.</summary>
    internal void Add(string key, TomlPosition position, TomlValue value)
    {
        if (Count == _entries.Length)
        {
            Array.Resize(ref _entries, Math.Max(4, Count * 2));
        }

        _entries[Count] = new TomlEntry(key, position, value);
        if (_index is not null)
        {
            _index.Add(key, Count);
        }
        else if (Count == ScanLimit)
        {
            BuildIndex();
        }

        Count++;
    }

    /// <summary>Adds a key or gives it another value, as JSON has it.</summary>
    internal void Set(string key, TomlPosition position, TomlValue value)
    {
        int index = IndexOf(key);
        if (index < 0)
        {
            Add(key, position, value);
        }
        else
        {
            _entries[index] = new TomlEntry(key, position, value);
        }
    }

    private void BuildIndex()
    {
        _index = new Dictionary<string, int>(ScanLimit * 2, TomlKeyComparer.Instance);
        for (int i = 0; i <= Count; i++)
        {
            _index.Add(_entries[i].Key, i);
        }
    }

    /// <summary>Walks the entries in file order without allocating.</summary>
    internal struct Enumerator(TomlTable table)
    {
        private int _index = -1;

        public readonly TomlEntry Current => table._entries[_index];

        public bool MoveNext() => ++_index < table.Count;
    }
}
