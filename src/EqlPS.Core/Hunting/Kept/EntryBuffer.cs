using System.Buffers.Binary;
using EqlPS.Execution;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Hunting.Kept;

/// <summary>
/// A growing array of bytes that numbers, texts and values are appended to; used again and again. A long text stands in an entry once,
/// however many rules and keys have it: otherwise one record could fill the memory.
/// </summary>
/// <param name="length">Bytes to begin with.</param>
[HotPath]
internal sealed class EntryBuffer(int length = EntryBuffer.FirstLength)
{
    /// <summary>Stands for the length of a text that stands in the entry already, before its place there.</summary>
    public const int Repeated = int.MinValue;

    private const int FirstLength = 16 * 1024;

    // What large records needed is given back.
    private const int MostLength = 1024 * 1024;

    private readonly Dictionary<string, int> _longTexts = new(SameText.Instance);
    private int _entry = -1;
    private byte[] _bytes = new byte[length];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>The array that holds what was written; another one after something was appended.</summary>
    public byte[] Array => _bytes;

    public void Clear()
    {
        Length = 0;
        _bytes = _bytes.Length > MostLength ? new byte[FirstLength] : _bytes;
    }

    /// <summary>Says that an entry begins here.</summary>
    public void BeginEntry() => _entry = Length;

    /// <summary>Says that no more texts of the entry follow.</summary>
    public void EndEntry()
    {
        _entry = -1;
        if (_longTexts.Count > 0)
        {
            _longTexts.Clear();
        }
    }

    public void Add(byte value) => Take(1)[0] = value;

    public void Add(int value) => BinaryPrimitives.WriteInt32LittleEndian(Take(sizeof(int)), value);

    public void Add(long value) => BinaryPrimitives.WriteInt64LittleEndian(Take(sizeof(long)), value);

    public void Add(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    /// <summary>Writes over a number that was appended before.</summary>
    public void Set(int position, int value) => BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(position), value);

    /// <summary>Appends a text: its length, negative if it is not all ASCII, and its characters.</summary>
    public void Add(string text)
    {
        int start = Length;
        if (text.Length > LongText.LongestKept && _entry >= 0)
        {
            if (_longTexts.TryGetValue(text, out int place))
            {
                Add(Repeated);
                Add(place);
                return;
            }

            _longTexts.Add(text, start - _entry);
        }

        Add(text.Length);
        Span<byte> target = Take(text.Length);
        int all = 0;
        for (int i = 0; i < text.Length; i++)
        {
            target[i] = (byte)text[i];
            all |= text[i];
        }

        if (all >= 0x80)
        {
            Length = start;
            AddWide(text);
        }
    }

    /// <summary>Appends a value that is no list.</summary>
    public void Add(in EqlValue value)
    {
        Add((byte)value.Kind);
        switch (value.Kind)
        {
            case EqlValueKind.Boolean:
                Add((byte)(value.AsBoolean() ? 1 : 0));
                break;
            case EqlValueKind.Integer or EqlValueKind.UnsignedInteger:
                Add(value.AsInteger());
                break;
            case EqlValueKind.Double:
                Add(BitConverter.DoubleToInt64Bits(value.AsDouble()));
                break;
            case EqlValueKind.Date:
                Add(value.AsDate().Ticks);
                Add((byte)value.AsDate().Nanoseconds);
                break;
            case EqlValueKind.Ip:
                Add(unchecked((long)value.AsIp().High));
                Add(unchecked((long)value.AsIp().Low));
                break;
            case EqlValueKind.Version:
                Add(value.AsVersion().Text);
                break;
            case EqlValueKind.Text:
                Add(value.AsText());
                break;
        }
    }

    private void AddWide(string text)
    {
        Add(-text.Length);
        Span<byte> target = Take(text.Length * sizeof(char));
        for (int i = 0; i < text.Length; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(target.Slice(i * sizeof(char)), text[i]);
        }
    }

    private Span<byte> Take(int count)
    {
        if (_bytes.Length - Length < count)
        {
            System.Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + count));
        }

        Span<byte> taken = _bytes.AsSpan(Length, count);
        Length += count;
        return taken;
    }
}
