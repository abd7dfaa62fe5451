using System.Buffers.Binary;
using System.Runtime.InteropServices;
using EqlPS.Events.Evtx.Values;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Events.Evtx.Records;

/// <summary>The bytes of a record's fields, as <see cref="EvtxRecordForm"/> reads them; used again for the next record.</summary>
[HotPath]
internal sealed class EvtxFieldBuffer
{
    /// <summary>No record needs so much that was not crafted to name a deep place again and again.</summary>
    public const int MostBytes = 4 * 1024 * 1024;

    private const int DateSize = sizeof(long) + 1;

    private byte[] _bytes = new byte[4096];
    private char[] _text = new char[256];
    private int _length;

    /// <summary>Whether fields were left out because there was no room for them.</summary>
    public bool IsFull { get; private set; }

    public void Clear()
    {
        _length = 0;
        IsFull = false;
    }

    public byte[] ToArray() => _bytes.AsSpan(0, _length).ToArray();

    public void AddTrue(ReadOnlySpan<char> path) => TryBegin(path, EqlValueKind.Boolean, 0);

    public void Add(ReadOnlySpan<char> path, Timestamp date)
    {
        if (TryBegin(path, EqlValueKind.Date, DateSize))
        {
            BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan(_length), date.Ticks);
            _bytes[_length + sizeof(long)] = (byte)date.Nanoseconds;
            _length += DateSize;
        }
    }

    public void Add(ReadOnlySpan<char> path, ReadOnlySpan<char> text)
    {
        if (TryBegin(path, EqlValueKind.Text, SizeOf(text)))
        {
            Write(text);
        }
    }

    /// <summary>Adds the text of a value, unless it is empty and such are not wanted.</summary>
    public void Add(ReadOnlySpan<char> path, in EvtxValueRef value, bool isEvenEmpty)
    {
        if (!value.TryGetUtf16(out ReadOnlySpan<char> text))
        {
            // What a record can hold bounds it.
            int bound = EvtxValueText.LongestLength(value);
            _text = _text.Length < bound ? new char[bound] : _text;
            text = _text.AsSpan(0, EvtxValueText.Format(value, _text));
        }

        if (isEvenEmpty || !text.IsEmpty)
        {
            Add(path, text);
        }
    }

    private static int SizeOf(ReadOnlySpan<char> text) => sizeof(int) + (text.Length * sizeof(char));

    // Writes the path and the kind, and makes room for the value.
    private bool TryBegin(ReadOnlySpan<char> path, EqlValueKind kind, int size)
    {
        long needed = (long)_length + SizeOf(path) + 1 + size;
        if (IsFull || needed > MostBytes)
        {
            IsFull = true;
            return false;
        }

        if (needed > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max((int)needed, _bytes.Length * 2));
        }

        Write(path);
        _bytes[_length++] = (byte)kind;
        return true;
    }

    // Its length, negative if it is not all ASCII, and its characters.
    private void Write(ReadOnlySpan<char> text)
    {
        Span<byte> target = _bytes.AsSpan(_length + sizeof(int));
        bool isAscii = NarrowText.TryNarrow(text, target);
        if (!isAscii)
        {
            MemoryMarshal.AsBytes(text).CopyTo(target);
        }

        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(_length), isAscii ? text.Length : -text.Length);
        _length += sizeof(int) + (isAscii ? text.Length : text.Length * sizeof(char));
    }
}
