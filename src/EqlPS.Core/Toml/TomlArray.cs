namespace EqlPS.Toml;

/// <summary>The values of an array, or the tables of an array of tables, in file order.</summary>
internal sealed class TomlArray
{
    private TomlValue[] _items = [];

    public int Count { get; private set; }

    /// <summary>True for <c>[[name]]</c>, which later headers may lengthen; false for <c>[ ... ]</c>.</summary>
    public bool IsTableArray { get; init; }

    public TomlValue this[int index] =>
        (uint)index < (uint)Count ? _items[index] : throw new ArgumentOutOfRangeException(nameof(index));

    public Enumerator GetEnumerator() => new(this);

    internal void Add(TomlValue value)
    {
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Math.Max(4, Count * 2));
        }

        _items[Count++] = value;
    }

    /// <summary>Walks the values without allocating.</summary>
    internal struct Enumerator(TomlArray array)
    {
        private int _index = -1;

        public readonly TomlValue Current => array._items[_index];

        public bool MoveNext() => ++_index < array.Count;
    }
}
