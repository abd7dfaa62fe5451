namespace EqlPS.Values;

/// <summary>
/// A block of addresses in CIDR notation. An IPv4 block is compared in mapped form, so <c>::1/64</c> holds every IPv4 address;
/// host bits are masked off; a text without <c>/n</c> is the one address.
/// </summary>
internal readonly struct CidrBlock : IEquatable<CidrBlock>
{
    private CidrBlock(IpAddress first, IpAddress last, int prefixLength)
    {
        First = first;
        Last = last;
        PrefixLength = prefixLength;
    }

    /// <summary>The lowest address.</summary>
    public IpAddress First { get; }

    /// <summary>The highest address.</summary>
    public IpAddress Last { get; }

    /// <summary>How many leading bits of the 128 are fixed: 104 for <c>10.0.0.0/8</c>.</summary>
    public int PrefixLength { get; }

    /// <summary>
    /// The block of the addresses that share the first <paramref name="prefixLength"/> (0-128) of 128 bits with <paramref name="address"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The length is not in 0-128.</exception>
    public static CidrBlock Create(IpAddress address, int prefixLength)
    {
        if ((uint)prefixLength > 128)
        {
            throw new ArgumentOutOfRangeException(nameof(prefixLength));
        }

        ulong high = Mask(prefixLength);
        ulong low = Mask(prefixLength - 64);
        return new CidrBlock(
            new IpAddress(address.High & high, address.Low & low),
            new IpAddress(address.High | ~high, address.Low | ~low),
            prefixLength);
    }

    /// <summary>
    /// Reads <c>address</c> or <c>address/n</c>, n in 0-32 for a dotted quad and 0-128 for IPv6. An IPv4-mapped address written as IPv6
    /// takes no <c>/n</c>, since n could be meant either way; Elasticsearch refuses it for that reason.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out CidrBlock block)
    {
        block = default;
        int slash = text.IndexOf('/');
        ReadOnlySpan<char> addressText = slash < 0 ? text : text.Slice(0, slash);
        if (!IpAddress.TryParse(addressText, out IpAddress address))
        {
            return false;
        }

        int length = 128;
        if (slash >= 0)
        {
            bool quad = addressText.IndexOf(':') < 0;
            if ((address.IsIPv4 && !quad) || !TryParseLength(text.Slice(slash + 1), quad ? 32 : 128, out length))
            {
                return false;
            }

            length += quad ? 96 : 0;
        }

        block = Create(address, length);
        return true;
    }

    public bool Contains(IpAddress address) => address.CompareTo(First) >= 0 && address.CompareTo(Last) <= 0;

    public bool Equals(CidrBlock other) => First == other.First && PrefixLength == other.PrefixLength;

    public override bool Equals(object? obj) => obj is CidrBlock other && Equals(other);

    public override int GetHashCode() => (First.GetHashCode() * 31) + PrefixLength;

    /// <summary>The first address and the prefix length of its own family: <c>10.0.0.0/8</c>.</summary>
    public override string ToString() => First.IsIPv4 && PrefixLength >= 96 ? $"{First}/{PrefixLength - 96}" : $"{First}/{PrefixLength}";

    private static bool TryParseLength(ReadOnlySpan<char> text, int most, out int length)
    {
        length = 0;
        foreach (char c in text)
        {
            if (c is < '0' or > '9')
            {
                return false;
            }

            length = (length * 10) + (c - '0');
            if (length > most)
            {
                return false;
            }
        }

        return text.Length > 0;
    }

    private static ulong Mask(int bits) => bits <= 0 ? 0 : bits >= 64 ? ulong.MaxValue : ulong.MaxValue << (64 - bits);
}
