using EqlPS.Platform;

namespace EqlPS.Hunting.Kept;

/// <summary>Shares the texts of entries, which repeat: a table of fixed size that forgets what was not asked for in a while.</summary>
[HotPath]
internal sealed class StringCache
{
    private const int Size = 1024;
    private const int LongestShared = 128;

    private readonly string?[] _texts = new string?[Size];
    // The long texts of one entry by place, which its rules and keys share.
    private readonly Dictionary<int, object> _ofEntry = [];

    private readonly char[] _chars = new char[LongestShared];
    private readonly uint _seed = (uint)Guid.NewGuid().GetHashCode();

    /// <summary>Says that another entry is read.</summary>
    public void BeginEntry()
    {
        if (_ofEntry.Count > 0)
        {
            _ofEntry.Clear();
        }
    }

    /// <summary>Notes a long text of the entry.</summary>
    public void NoteOfEntry(int place, object text) => _ofEntry[place] = text;

    /// <summary>A text that was noted.</summary>
    public object OfEntry(int place) => _ofEntry[place];

    public string Ascii(ReadOnlySpan<byte> text)
    {
        if (text.Length > LongestShared)
        {
            char[] chars = new char[text.Length];
            Widen(text, chars);
            return new string(chars);
        }

        Span<char> shared = _chars.AsSpan(0, text.Length);
        Widen(text, shared);
        return Get(shared);
    }

    /// <summary>A text of little-endian code units, which need not be well-formed.</summary>
    public string Utf16(ReadOnlySpan<byte> units)
    {
        char[] chars = new char[units.Length / sizeof(char)];
        for (int i = 0; i < chars.Length; i++)
        {
            chars[i] = (char)(units[2 * i] | (units[(2 * i) + 1] << 8));
        }

        return chars.Length > LongestShared ? new string(chars) : Get(chars);
    }

    private static void Widen(ReadOnlySpan<byte> text, Span<char> chars)
    {
        for (int i = 0; i < text.Length; i++)
        {
            chars[i] = (char)text[i];
        }
    }

    private string Get(ReadOnlySpan<char> text)
    {
        uint hash = _seed;
        foreach (char c in text)
        {
            hash = unchecked((hash ^ c) * 16777619);
        }

        ref string? entry = ref _texts[(hash ^ (hash >> 15)) % Size];
        if (entry is null || !text.SequenceEqual(entry.AsSpan()))
        {
            entry = text.ToString();
        }

        return entry;
    }
}
