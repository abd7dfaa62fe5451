using EqlPS.Events.Json;
using EqlPS.Platform;

namespace EqlPS.Events;

/// <summary>
/// Makes strings of UTF-8 text, sharing those that repeat: log fields do. The table is of fixed size and forgets what was not seen for
/// long, so no log can make it grow; its hash is seeded.
/// </summary>
internal sealed class TextCache
{
    private const int EntryCount = 4096;
    private const int LongestShared = 256;

    private readonly Entry[] _entries = new Entry[EntryCount];
    private readonly ulong _seed = Utf8Hash.NewSeed();

    /// <summary>The text of UTF-8.</summary>
    public string Get(ReadOnlySpan<byte> utf8) => Get(utf8, isJson: false);

    /// <summary>The text of a JSON string's content, with or without escapes.</summary>
    public string GetJson(ReadOnlySpan<byte> json) => Get(json, isJson: true);

    private static string Decode(ReadOnlySpan<byte> bytes, bool isJson) =>
        isJson && bytes.IndexOf((byte)'\\') >= 0 ? JsonText.Unescape(bytes) : Utf8Text.Decode(bytes);

    private string Get(ReadOnlySpan<byte> bytes, bool isJson)
    {
        if (bytes.Length is 0 or > LongestShared)
        {
            return bytes.IsEmpty ? string.Empty : Decode(bytes, isJson);
        }

        // Two places for each hash: what was used last stands in the first.
        uint hash = Utf8Hash.Of(bytes, _seed);
        ref Entry first = ref _entries[hash % EntryCount & ~1u];
        ref Entry second = ref _entries[(hash % EntryCount) | 1];
        if (first.Is(hash, isJson, bytes))
        {
            return first.Text!;
        }

        Entry found = second.Is(hash, isJson, bytes) ? second
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

        public readonly bool Is(uint hash, bool isJson, ReadOnlySpan<byte> bytes) =>
            Hash == hash && IsJson == isJson && Utf8 is not null && bytes.SequenceEqual(Utf8);
    }
}
