using EqlPS.Events.Json;
using EqlPS.Platform;

namespace EqlPS.Events;

/// <summary>
/// Makes strings of UTF-8 text, sharing those that repeat: log fields do. The table is of fixed size and forgets what was not seen for
/// long, so no log
/// can make it grow; its hash is seeded.
/// </summary>
internal sealed class TextCache
{
    private const int EntryCount = 4096;
    private const int LongestShared = 256;

    private readonly Entry[] _entries = new Entry[EntryCount];
    private readonly uint _seed = (uint)Guid.NewGuid().GetHashCode();

    /// <summary>The text of UTF-8.</summary>
    public string Get(ReadOnlySpan<byte> utf8) => utf8.IsEmpty ? string.Empty : Get(utf8, isEscaped: false);

    /// <summary>The text of a JSON string's content, with its escapes.</summary>
    public string GetEscaped(ReadOnlySpan<byte> json) => Get(json, isEscaped: true);

    private static string Decode(ReadOnlySpan<byte> bytes, bool isEscaped) => isEscaped ? JsonText.Unescape(bytes) : Utf8Text.Decode(bytes);

    private string Get(ReadOnlySpan<byte> bytes, bool isEscaped)
    {
        if (bytes.Length > LongestShared)
        {
            return Decode(bytes, isEscaped);
        }

        uint hash = Hash(bytes);
        ref Entry entry = ref _entries[hash % EntryCount];
        if (entry.Hash == hash && entry.IsEscaped == isEscaped && entry.Utf8 is not null && bytes.SequenceEqual(entry.Utf8))
        {
            return entry.Text!;
        }

        entry = new Entry { Hash = hash, IsEscaped = isEscaped, Utf8 = bytes.ToArray(), Text = Decode(bytes, isEscaped) };
        return entry.Text;
    }

    private uint Hash(ReadOnlySpan<byte> bytes)
    {
        uint hash = _seed ^ (uint)bytes.Length;
        foreach (byte value in bytes)
        {
            hash = unchecked((hash ^ value) * 16777619);
        }

        return hash ^ (hash >> 15);
    }

    private struct Entry
    {
        public uint Hash;
        public bool IsEscaped;
        public byte[]? Utf8;
        public string? Text;
    }
}
