using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using EqlPS.Events.Evtx.BinaryXml;
using EqlPS.Platform;

namespace EqlPS.Events.Evtx.Values;

/// <summary>A typed value where it lies; decoded when asked for, and valid only until its chunk is disposed.</summary>
[HotPath]
internal readonly struct EvtxValueRef
{
    private readonly byte[]? _buffer;
    private readonly int _offset;
    private readonly int _length;

    public EvtxValueRef(byte[] buffer, int offset, int length, BinaryXmlType type)
    {
        _buffer = buffer;
        _offset = offset;
        _length = length;
        Type = type;
    }

    /// <summary>No value: the element or attribute is absent.</summary>
    public static EvtxValueRef None => default;

    /// <summary>A value of the null type: the element is there, without text.</summary>
    public static EvtxValueRef Null => new([], 0, 0, BinaryXmlType.Null);

    /// <summary>An empty text: the element is there and has no content.</summary>
    public static EvtxValueRef Empty => new([], 0, 0, BinaryXmlType.String);

    public BinaryXmlType Type { get; }

    /// <summary>The element or attribute is absent.</summary>
    public bool IsNone => _buffer is null;

    /// <summary>The value is of the null type.</summary>
    public bool IsNull => Type == BinaryXmlType.Null;

    /// <summary>The value is a list; <see cref="GetItems"/> gives its items.</summary>
    public bool IsArray => (Type & BinaryXmlType.Array) != 0;

    /// <summary>The bytes as they stand in the chunk or the template.</summary>
    public ReadOnlySpan<byte> Bytes => new(_buffer, _offset, _length);

    /// <summary>Offset of the bytes in their chunk, for values that stand in one.</summary>
    internal int OffsetInBuffer => _offset;

    /// <summary>A text that stands in no chunk.</summary>
    public static EvtxValueRef FromText(string text)
    {
        byte[] bytes = MemoryMarshal.AsBytes(text.AsSpan()).ToArray();
        return new EvtxValueRef(bytes, 0, bytes.Length, BinaryXmlType.String);
    }

    /// <summary>The items of an array, or the value itself; nothing when it is <see cref="IsNone"/>.</summary>
    public EvtxValueItems GetItems() => new(this);

    internal EvtxValueRef Part(int offset, int length, BinaryXmlType type) => new(_buffer!, _offset + offset, length, type);

    /// <summary>The text of a UTF-16 string without a copy, closing zeros left off; false for all other types.</summary>
    public bool TryGetUtf16(out ReadOnlySpan<char> text)
    {
        if (Type != BinaryXmlType.String)
        {
            text = default;
            return false;
        }

        text = MemoryMarshal.Cast<byte, char>(Bytes).TrimEnd('\0');
        return true;
    }

    /// <summary>The value as Windows renders it; items of an array are parted by a blank. Empty for none and null.</summary>
    public string GetText()
    {
        if (TryGetUtf16(out ReadOnlySpan<char> text))
        {
            return text.ToString();
        }

        int bound = EvtxValueText.LongestLength(this);
        if (bound <= 256)
        {
            Span<char> small = stackalloc char[256];
            return small.Slice(0, EvtxValueText.Format(this, small)).ToString();
        }

        char[] large = ArrayPool<char>.Shared.Rent(bound);
        string result = new(large, 0, EvtxValueText.Format(this, large));
        ArrayPool<char>.Shared.Return(large);
        return result;
    }

    /// <summary>Appends what <see cref="GetText"/> gives.</summary>
    public void AppendText(StringBuilder destination)
    {
        int bound = Type == BinaryXmlType.String ? _length / sizeof(char) : EvtxValueText.LongestLength(this);
        char[] rented = ArrayPool<char>.Shared.Rent(bound);
        destination.Append(rented, 0, CopyUtf16(rented));
        ArrayPool<char>.Shared.Return(rented);
    }

    /// <summary>Writes what <see cref="GetText"/> gives; the number of UTF-16 units, or -1 when there is not room for all.</summary>
    public int CopyUtf16(Span<char> destination)
    {
        if (TryGetUtf16(out ReadOnlySpan<char> text))
        {
            return text.TryCopyTo(destination) ? text.Length : -1;
        }

        int bound = EvtxValueText.LongestLength(this);
        if (bound <= destination.Length)
        {
            return EvtxValueText.Format(this, destination);
        }

        char[] rented = ArrayPool<char>.Shared.Rent(bound);
        int length = EvtxValueText.Format(this, rented);
        bool fits = rented.AsSpan(0, length).TryCopyTo(destination);
        ArrayPool<char>.Shared.Return(rented);
        return fits ? length : -1;
    }

    /// <summary>The value as a signed number: any integer type in range, or a text that is a decimal or 0x number.</summary>
    public bool TryGetInt64(out long value) => EvtxValueNumber.TryGetInt64(this, out value);

    /// <summary>The value as an unsigned number: any integer type in range, or a text that is a decimal or 0x number.</summary>
    public bool TryGetUInt64(out ulong value) => EvtxValueNumber.TryGetUInt64(this, out value);

    /// <summary>The value as a floating point number: real and integer types, or a text that is a number.</summary>
    public bool TryGetDouble(out double value) => EvtxValueNumber.TryGetDouble(this, out value);

    /// <summary>The value as a truth value: the boolean type, or the texts <c>true</c> and <c>false</c>.</summary>
    public bool TryGetBoolean(out bool value) => EvtxValueNumber.TryGetBoolean(this, out value);

    /// <summary>The value as a FILETIME, 100 ns steps since 1601-01-01 UTC: both time types, or a text as ISO 8601 writes it.</summary>
    public bool TryGetFileTime(out long value) => EvtxValueTime.TryGetFileTime(this, out value);

    public override string ToString() => GetText();
}
