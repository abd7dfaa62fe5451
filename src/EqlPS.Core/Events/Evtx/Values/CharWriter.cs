using EqlPS.Platform;

namespace EqlPS.Events.Evtx.Values;

/// <summary>Writes characters and numbers one after another into a span that is known to be large enough.</summary>
[HotPath]
internal ref struct CharWriter(Span<char> destination)
{
    private const string LowerDigits = "0123456789abcdef";
    private const string UpperDigits = "0123456789ABCDEF";
    private readonly Span<char> _destination = destination;

    /// <summary>UTF-16 units written so far.</summary>
    public int Length { get; private set; } = 0;

    public void Write(char value) => _destination[Length++] = value;

    public void Write(ReadOnlySpan<char> text)
    {
        text.CopyTo(_destination.Slice(Length));
        Length += text.Length;
    }

    public void WriteDecimal(long value)
    {
        if (value < 0)
        {
            Write('-');
        }

        WriteDecimal(value < 0 ? unchecked((ulong)-value) : (ulong)value, 1);
    }

    /// <summary>Writes a number with leading zeros up to <paramref name="digits"/> places.</summary>
    public void WriteDecimal(ulong value, int digits)
    {
        int count = 1;
        for (ulong rest = value / 10; rest != 0; rest /= 10)
        {
            count++;
        }

        count = Math.Max(count, digits);
        for (int i = Length + count - 1; i >= Length; i--)
        {
            _destination[i] = (char)('0' + (value % 10));
            value /= 10;
        }

        Length += count;
    }

    /// <summary>Writes a number as 0x and lower-case digits without leading zeros.</summary>
    public void WriteHex(ulong value)
    {
        Write('0');
        Write('x');
        int shift = 60;
        while (shift > 0 && (value >> shift) == 0)
        {
            shift -= 4;
        }

        for (; shift >= 0; shift -= 4)
        {
            Write(LowerDigits[(int)((value >> shift) & 0xf)]);
        }
    }

    /// <summary>Writes bytes as pairs of upper-case digits.</summary>
    public void WriteBytes(ReadOnlySpan<byte> data)
    {
        foreach (byte value in data)
        {
            Write(UpperDigits[value >> 4]);
            Write(UpperDigits[value & 0xf]);
        }
    }

    /// <summary>Writes sixteen bytes as a GUID in braces, lower case.</summary>
    public void WriteGuid(ReadOnlySpan<byte> data)
    {
        // Places of the stored bytes in the order of the text.
        ReadOnlySpan<byte> order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
        Write('{');
        for (int i = 0; i < order.Length; i++)
        {
            if (i is 4 or 6 or 8 or 10)
            {
                Write('-');
            }

            byte value = data[order[i]];
            Write(LowerDigits[value >> 4]);
            Write(LowerDigits[value & 0xf]);
        }

        Write('}');
    }
}
