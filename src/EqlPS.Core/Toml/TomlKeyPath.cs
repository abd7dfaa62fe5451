namespace EqlPS.Toml;

/// <summary>The parts of the key that is being read, with their places; one buffer serves a whole file.</summary>
internal sealed class TomlKeyPath
{
    private const int PoolSize = 64;

    private readonly string?[] _pool = new string?[PoolSize];
    private string[] _parts = new string[4];
    private TomlPosition[] _positions = new TomlPosition[4];
    private int[] _offsets = new int[4];

    public int Count { get; private set; }

    public string this[int index] => _parts[index];

    public TomlPosition PositionOf(int index) => _positions[index];

    public int OffsetOf(int index) => _offsets[index];

    public void Clear() => Count = 0;

    public void Add(string part, TomlPosition position, int offset)
    {
        if (Count == _parts.Length)
        {
            Array.Resize(ref _parts, Count * 2);
            Array.Resize(ref _positions, Count * 2);
            Array.Resize(ref _offsets, Count * 2);
        }

        _parts[Count] = part;
        _positions[Count] = position;
        _offsets[Count++] = offset;
    }

    /// <summary>A bare key as a string; the few names that a file repeats are made once.</summary>
    public string Share(string text, int start, int length)
    {
        int slot = (text[start] * 7 + text[start + length - 1] * 3 + length) & (PoolSize - 1);
        if (_pool[slot] is string known && known.Length == length && string.CompareOrdinal(known, 0, text, start, length) == 0)
        {
            return known;
        }

        return _pool[slot] = text.Substring(start, length);
    }
}
