using EqlPS.Events.Evtx.BinaryXml;
using EqlPS.Events.Evtx.Values;
using EqlPS.Platform;

namespace EqlPS.Events.Evtx.Records;

/// <summary>
/// The text of decoded values, sharing the strings of values that repeat: those of one type and the same bytes. The table is of fixed
/// size, so no log can make it grow; its hash is seeded.
/// </summary>
[HotPath]
internal sealed class EvtxTextCache
{
    private const int EntryBits = 12;
    private const int LongestShared = 512;

    private readonly Entry[] _entries = new Entry[1 << EntryBits];
    private readonly ulong _seed = Utf8Hash.NewSeed();

    /// <summary>The text of a value as Windows renders it; empty for the null type.</summary>
    /// <param name="value">The value.</param>
    /// <param name="place">Where the caller's last value was found; it is looked at first, since values repeat.</param>
    public string Get(in EvtxValueRef value, ref int place)
    {
        ReadOnlySpan<byte> bytes = value.Bytes;
        if (bytes.IsEmpty)
        {
            return string.Empty;
        }

        // Times hardly ever repeat.
        if (bytes.Length > LongestShared || value.Type == BinaryXmlType.FileTime)
        {
            return value.GetText();
        }

        ref Entry last = ref _entries[place];
        if (last.Holds(value.Type, bytes))
        {
            return last.Text;
        }

        place = (int)(Utf8Hash.Of(bytes, _seed) >> (32 - EntryBits));
        ref Entry entry = ref _entries[place];
        if (!entry.Holds(value.Type, bytes))
        {
            entry.Put(value.Type, bytes, value.GetText());
        }

        return entry.Text;
    }

    private struct Entry
    {
        public string Text;
        private BinaryXmlType _type;
        private byte[]? _bytes;
        private int _length;

        public readonly bool Holds(BinaryXmlType type, ReadOnlySpan<byte> bytes) =>
            _type == type && bytes.SequenceEqual(new ReadOnlySpan<byte>(_bytes, 0, _length));

        public void Put(BinaryXmlType type, ReadOnlySpan<byte> bytes, string text)
        {
            if (_bytes is null || _bytes.Length < bytes.Length)
            {
                _bytes = new byte[bytes.Length + (bytes.Length / 2)];
            }

            bytes.CopyTo(_bytes);
            _length = bytes.Length;
            _type = type;
            Text = text;
        }
    }
}
