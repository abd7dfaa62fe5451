using System.Buffers.Binary;
using EqlPS.Execution;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Hunting.Kept;

/// <summary>Reads what an <see cref="EntryBuffer"/> was given, in the same order.</summary>
/// <param name="bytes">An entry, or what is read of it.</param>
/// <param name="strings">Shares the texts.</param>
/// <param name="store">Where the entry lies, so that long texts are not held on to; null if it lies nowhere.</param>
/// <param name="position">Its place there.</param>
[HotPath]
internal ref struct EntryCursor(ReadOnlySpan<byte> bytes, StringCache strings, SpillStore? store = null, long position = 0)
{
    private readonly ReadOnlySpan<byte> _entry = bytes;
    private ReadOnlySpan<byte> _rest = bytes;

    public byte ReadByte() => Take(1)[0];

    public int ReadInt() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    public long ReadLong() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    public ReadOnlySpan<byte> ReadBytes(int count) => Take(count);

    public Timestamp ReadTime()
    {
        long ticks = ReadLong();
        return Timestamp.FromTicks(ticks, ReadByte());
    }

    /// <summary>Reads a text: a string, or a <see cref="LongText"/> if it is long and lies in a store.</summary>
    public object ReadText()
    {
        int start = _entry.Length - _rest.Length;
        int length = ReadInt();
        if (length == EntryBuffer.Repeated)
        {
            return strings.OfEntry(ReadInt());
        }

        bool isWide = length < 0;
        ReadOnlySpan<byte> written = Take(isWide ? -length * sizeof(char) : length);
        if (Math.Abs(length) <= LongText.LongestKept)
        {
            return isWide ? strings.Utf16(written) : strings.Ascii(written);
        }

        object text = store is not null ? StoredText.At(written, isWide, store, position + start + sizeof(int))
            : isWide ? strings.Utf16(written) : strings.Ascii(written);
        strings.NoteOfEntry(start, text);
        return text;
    }

    /// <summary>Reads a value.</summary>
    /// <param name="longText">What it stands for; null if for itself.</param>
    public EqlValue ReadValue(out LongText? longText)
    {
        longText = null;
        var kind = (EqlValueKind)ReadByte();
        switch (kind)
        {
            case EqlValueKind.Boolean:
                return EqlValue.From(ReadByte() != 0);
            case EqlValueKind.Integer:
                return EqlValue.From(ReadLong());
            case EqlValueKind.UnsignedInteger:
                return EqlValue.From(unchecked((ulong)ReadLong()));
            case EqlValueKind.Double:
                return EqlValue.From(BitConverter.Int64BitsToDouble(ReadLong()));
            case EqlValueKind.Date:
                return EqlValue.From(ReadTime());
            case EqlValueKind.Ip:
                ulong high = unchecked((ulong)ReadLong());
                return EqlValue.From(new IpAddress(high, unchecked((ulong)ReadLong())));
            case EqlValueKind.Version:
                return EqlValue.From(new VersionValue(WholeOf(ReadText())));
            case EqlValueKind.Text:
                object text = ReadText();
                longText = text as LongText;
                return EqlValue.From(longText?.StandIn ?? (string)text);
            default:
                return default;
        }
    }

    // A version is compared by its parts.
    private static string WholeOf(object text) => text is LongText whole ? whole.Read() : (string)text;

    private ReadOnlySpan<byte> Take(int count)
    {
        ReadOnlySpan<byte> taken = _rest.Slice(0, count);
        _rest = _rest.Slice(count);
        return taken;
    }
}
