using System.Buffers.Binary;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Hunting.Kept;

/// <summary>Reads what an <see cref="EntryBuffer"/> was given, in the same order.</summary>
[HotPath]
internal ref struct EntryCursor(ReadOnlySpan<byte> bytes, StringCache strings)
{
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

    public string ReadText()
    {
        int length = ReadInt();
        return length >= 0 ? strings.Ascii(Take(length)) : strings.Utf16(Take(-length * sizeof(char)));
    }

    public EqlValue ReadValue()
    {
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
                return EqlValue.From(new VersionValue(ReadText()));
            case EqlValueKind.Text:
                return EqlValue.From(ReadText());
            default:
                return default;
        }
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        ReadOnlySpan<byte> taken = _rest.Slice(0, count);
        _rest = _rest.Slice(count);
        return taken;
    }
}
