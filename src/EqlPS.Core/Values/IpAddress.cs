using System.Buffers.Binary;

namespace EqlPS.Values;

/// <summary>
/// An IP address as 128 bits; an IPv4 address is kept, compared and ordered in its IPv4-mapped form <c>::ffff:a.b.c.d</c>.
/// </summary>
internal readonly struct IpAddress : IEquatable<IpAddress>, IComparable<IpAddress>
{
    /// <summary>The most characters <see cref="TryFormat"/> writes.</summary>
    public const int MaxTextLength = 39;

    private const ulong MappedPrefix = 0x0000_FFFF_0000_0000;

    public IpAddress(ulong high, ulong low)
    {
        High = high;
        Low = low;
    }

    /// <summary>The first 64 bits.</summary>
    public ulong High { get; }

    /// <summary>The last 64 bits.</summary>
    public ulong Low { get; }

    /// <summary>Whether this is an IPv4 address, that is, in <c>::ffff:0:0/96</c>.</summary>
    public bool IsIPv4 => High == 0 && (Low & 0xFFFF_FFFF_0000_0000) == MappedPrefix;

    public static bool operator ==(IpAddress left, IpAddress right) => left.Equals(right);

    public static bool operator !=(IpAddress left, IpAddress right) => !left.Equals(right);

    /// <summary>An IPv4 address from its 32 bits, the first octet in the highest ones.</summary>
    public static IpAddress FromIPv4(uint bits) => new(0, MappedPrefix | bits);

    /// <summary>An address from its 4 or 16 bytes in network order; false for any other length.</summary>
    public static bool TryRead(ReadOnlySpan<byte> networkOrder, out IpAddress address)
    {
        address = networkOrder.Length switch
        {
            4 => FromIPv4(BinaryPrimitives.ReadUInt32BigEndian(networkOrder)),
            16 => new(BinaryPrimitives.ReadUInt64BigEndian(networkOrder), BinaryPrimitives.ReadUInt64BigEndian(networkOrder.Slice(8))),
            _ => default,
        };
        return networkOrder.Length is 4 or 16;
    }

    /// <summary>Reads a dotted quad or an IPv6 address; see <see cref="IpAddressParser"/> for what is refused.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out IpAddress address)
    {
        Span<byte> buffer = stackalloc byte[IpAddressParser.MaxTextLength];
        address = default;
        return AsciiText.TryNarrow(text, buffer, out ReadOnlySpan<byte> bytes) && IpAddressParser.TryParse(bytes, out address);
    }

    /// <summary>Reads a dotted quad or an IPv6 address from UTF-8 text.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out IpAddress address) => IpAddressParser.TryParse(utf8, out address);

    public bool Equals(IpAddress other) => High == other.High && Low == other.Low;

    public override bool Equals(object? obj) => obj is IpAddress other && Equals(other);

    public override int GetHashCode() => (High * 31 + Low).GetHashCode();

    /// <summary>Orders by the 128 bits as one unsigned number.</summary>
    public int CompareTo(IpAddress other) => High != other.High ? High.CompareTo(other.High) : Low.CompareTo(other.Low);

    /// <summary>Writes the canonical text; false if <paramref name="destination"/> is too short.</summary>
    public bool TryFormat(Span<char> destination, out int charsWritten)
    {
        Span<char> buffer = stackalloc char[MaxTextLength];
        ReadOnlySpan<char> text = buffer.Slice(0, IsIPv4 ? WriteQuad((uint)Low, buffer) : WriteGroups(buffer));
        charsWritten = text.TryCopyTo(destination) ? text.Length : 0;
        return charsWritten > 0;
    }

    /// <summary>The canonical text: a dotted quad for IPv4, RFC 5952 otherwise.</summary>
    public override string ToString()
    {
        Span<char> buffer = stackalloc char[MaxTextLength];
        TryFormat(buffer, out int length);
        return buffer.Slice(0, length).ToString();
    }

    private static int WriteQuad(uint bits, Span<char> buffer)
    {
        int length = 0;
        for (int shift = 24; shift >= 0; shift -= 8)
        {
            uint octet = (bits >> shift) & 0xFF;
            if (octet >= 100)
            {
                buffer[length++] = (char)('0' + (octet / 100));
            }

            if (octet >= 10)
            {
                buffer[length++] = (char)('0' + (octet / 10 % 10));
            }

            buffer[length++] = (char)('0' + (octet % 10));
            if (shift > 0)
            {
                buffer[length++] = '.';
            }
        }

        return length;
    }

    private int WriteGroups(Span<char> buffer)
    {
        (int gap, int gapLength) = LongestZeroRun();
        int length = 0;
        for (int i = 0; i < 8; i++)
        {
            if (i == gap)
            {
                buffer[length++] = ':';
                buffer[length++] = ':';
                i += gapLength - 1;
                continue;
            }

            if (i > 0 && i != gap + gapLength)
            {
                buffer[length++] = ':';
            }

            int group = Group(i);
            for (int shift = group > 0xFFF ? 12 : group > 0xFF ? 8 : group > 0xF ? 4 : 0; shift >= 0; shift -= 4)
            {
                buffer[length++] = "0123456789abcdef"[(group >> shift) & 0xF];
            }
        }

        return length;
    }

    // RFC 5952, 4.2: the longest run of at least two zero groups, the first of equals.
    private (int Start, int Length) LongestZeroRun()
    {
        (int Start, int Length) best = (-1, 1);
        int start = 0;
        for (int i = 0; i < 8; i++)
        {
            if (Group(i) != 0)
            {
                start = i + 1;
            }
            else if (i + 1 - start > best.Length)
            {
                best = (start, i + 1 - start);
            }
        }

        return best.Start < 0 ? (-1, 0) : best;
    }

    private int Group(int index) => (int)((index < 4 ? High >> (48 - (index * 16)) : Low >> (112 - (index * 16))) & 0xFFFF);
}
