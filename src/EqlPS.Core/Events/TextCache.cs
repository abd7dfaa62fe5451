using EqlPS.Events.Json;
using EqlPS.Platform;

namespace EqlPS.Events;

/// <summary>
/// Makes strings of UTF-8 text, sharing those that repeat: log fields do. The tables are of fixed size and forget what was not seen for
/// long, so no log can make them grow; their hash is seeded.
/// </summary>
[HotPath]
internal sealed class TextCache
{
    private const int ShortCount = 4096;
    private const int LongestShort = 256;

    // Call traces, command lines and scripts; few of them, since each may be large.
    private const int LongCount = 512;
    private const int LongestShared = 4096;

    private readonly Entry[] _short = new Entry[ShortCount];
    private readonly ulong _seed = Utf8Hash.NewSeed();
    private Entry[]? _long;

    /// <summary>The text of UTF-8.</summary>
    public string Get(ReadOnlySpan<byte> utf8)
    {
        int place = 0;
        return Get(utf8, isJson: false, ref place);
    }

    /// <summary>The text of UTF-8.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="place">Where the caller's last text was found; it is looked at first, since values of a field repeat.</param>
    public string Get(ReadOnlySpan<byte> utf8, ref int place) => Get(utf8, isJson: false, ref place);

    /// <summary>The text of a JSON string's content, with or without escapes.</summary>
    public string GetJson(ReadOnlySpan<byte> json)
    {
        int place = 0;
        return Get(json, isJson: true, ref place);
    }

    /// <summary>The text of a JSON string's content, with or without escapes.</summary>
    /// <inheritdoc cref="Get(ReadOnlySpan{byte}, ref int)"/>
    public string GetJson(ReadOnlySpan<byte> json, ref int place) => Get(json, isJson: true, ref place);

    private static string Decode(ReadOnlySpan<byte> bytes, bool isJson) =>
        isJson && bytes.IndexOf((byte)'\\') >= 0 ? JsonText.Unescape(bytes) : Utf8Text.Decode(bytes);

    private string Get(ReadOnlySpan<byte> bytes, bool isJson, ref int place)
    {
        if (bytes.Length is 0 or > LongestShared)
        {
            return bytes.IsEmpty ? string.Empty : Decode(bytes, isJson);
        }

        Entry[] entries = bytes.Length <= LongestShort ? _short : _long ??= new Entry[LongCount];
        if (place < entries.Length && entries[place].Is(isJson, bytes))
        {
            return entries[place].Text!;
        }

        // Two places for each hash: what was used last stands in the first.
        uint hash = Utf8Hash.Of(bytes, _seed);
        place = (int)(hash % (uint)entries.Length & ~1u);
        ref Entry first = ref entries[place];
        ref Entry second = ref entries[place + 1];
        if (first.Hash == hash && first.Is(isJson, bytes))
        {
            return first.Text!;
        }

        Entry found = second.Hash == hash && second.Is(isJson, bytes) ? second
            : new Entry { Hash = hash, IsJson = isJson, Utf8 = bytes.ToArray(), Text = Decode(bytes, isJson) };
        second = first;
        first = found;
        return found.Text!;
    }

    private struct Entry
    {
        public uint Hash;
        public bool IsJson;
        public byte[]? Utf8;
        public string? Text;

        public readonly bool Is(bool isJson, ReadOnlySpan<byte> bytes) =>
            IsJson == isJson && Utf8 is not null && bytes.SequenceEqual(Utf8);
    }
}
