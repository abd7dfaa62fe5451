using EqlPS.Events.Evtx.BinaryXml;
using EqlPS.Events.Evtx.Values;

namespace EqlPS.Events.Evtx.Records;

/// <summary>
/// The text of decoded values, sharing the strings of values that repeat: those of one type and the same bytes. The table is of fixed size, so no log can
/// make it grow; its hash is seeded.
/// </summary>
internal sealed class EvtxTextCache
{
    private const int EntryCount = 4096;
    private const int LongestShared = 512;

    private readonly Entry[] _entries = new Entry[EntryCount];
    private readonly uint _seed = (uint)Guid.NewGuid().GetHashCode();

    /// <summary>The text of a value as Windows renders it; empty for the null type.</summary>
    public string Get(in EvtxValueRef value)
    {
        ReadOnlySpan<byte> bytes = value.Bytes;
        if (bytes.IsEmpty)
        {
            return string.Empty;
        }

        if (bytes.Length > LongestShared)
        {
            return value.GetText();
        }

        uint hash = Hash(bytes, value.Type);
        ref Entry entry = ref _entries[hash % EntryCount];
        if (entry.Hash != hash || entry.Type != value.Type || entry.Bytes is null || !bytes.SequenceEqual(entry.Bytes))
        {
            entry = new Entry { Hash = hash, Type = value.Type, Bytes = bytes.ToArray(), Text = value.GetText() };
        }

        return entry.Text!;
    }

    private uint Hash(ReadOnlySpan<byte> bytes, BinaryXmlType type)
    {
        uint hash = _seed ^ (uint)type;
        foreach (byte value in bytes)
        {
            hash = unchecked((hash ^ value) * 16777619);
        }

        return hash ^ (hash >> 15);
    }

    private struct Entry
    {
        public uint Hash;
        public BinaryXmlType Type;
        public byte[]? Bytes;
        public string? Text;
    }
}
