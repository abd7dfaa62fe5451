namespace EqlPS.Values;

/// <summary>
/// The strict textual forms of an IP address that Elasticsearch takes: exactly four decimal octets without leading zeros (which could be
/// meant as octal), or eight groups of one to four hexadecimal digits, with one <c>::</c> and a dotted quad at the end allowed. No zone, no
/// blanks.
/// </summary>
internal static class IpAddressParser
{
    /// <summary>The length of the longest text that can be an address.</summary>
    public const int MaxTextLength = 45;

    /// <summary>Reads an address; false, and the address <c>::</c>, if the text is none.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out IpAddress address)
    {
        address = default;
        if (text.Length > MaxTextLength)
        {
            return false;
        }

        if (text.IndexOf((byte)':') >= 0)
        {
            return TryParseIPv6(text, out address);
        }

        if (!TryParseIPv4(text, out uint bits))
        {
            return false;
        }

        address = IpAddress.FromIPv4(bits);
        return true;
    }

    private static bool TryParseIPv4(ReadOnlySpan<byte> text, out uint bits)
    {
        bits = 0;
        int position = 0;
        for (int part = 0; part < 4; part++)
        {
            if (part > 0 && (position == text.Length || text[position++] != '.'))
            {
                return false;
            }

            int start = position;
            if (!AsciiText.TryReadDigits(text, ref position, 1, 3, out int octet) || octet > 255
                || (text[start] == '0' && position - start > 1))
            {
                return false;
            }

            bits = (bits << 8) | (uint)octet;
        }

        return position == text.Length;
    }

    private static bool TryParseIPv6(ReadOnlySpan<byte> text, out IpAddress address)
    {
        address = default;
        Span<ushort> groups = stackalloc ushort[8];
        int count = 0;
        int gap = -1;
        int position = 0;
        if (text[0] == ':')
        {
            if (text.Length < 2 || text[1] != ':')
            {
                return false;
            }

            gap = 0;
            position = 2;
        }

        while (position < text.Length)
        {
            int start = position;
            if (count == 8 || !TryReadGroup(text, ref position, out int group))
            {
                return false;
            }

            if (position < text.Length && text[position] == '.')
            {
                if (count > 6 || !TryParseIPv4(text.Slice(start), out uint quad))
                {
                    return false;
                }

                groups[count++] = (ushort)(quad >> 16);
                groups[count++] = (ushort)quad;
                break;
            }

            groups[count++] = (ushort)group;
            if (position == text.Length)
            {
                break;
            }

            if (text[position++] != ':' || position == text.Length)
            {
                return false;
            }

            if (text[position] == ':')
            {
                if (gap >= 0)
                {
                    return false;
                }

                gap = count;
                position++;
            }
        }

        // "::" stands for one group of zeros at least.
        if (gap < 0 ? count != 8 : count == 8)
        {
            return false;
        }

        address = Assemble(groups.Slice(0, count), gap);
        return true;
    }

    private static bool TryReadGroup(ReadOnlySpan<byte> text, ref int position, out int group)
    {
        int start = position;
        int end = Math.Min(text.Length, start + 4);
        group = 0;
        while (position < end && AsciiText.HexValue(text[position]) is >= 0 and int digit)
        {
            group = (group << 4) | digit;
            position++;
        }

        return position > start;
    }

    private static IpAddress Assemble(ReadOnlySpan<ushort> groups, int gap)
    {
        ulong high = 0;
        ulong low = 0;
        int zeros = 8 - groups.Length;
        for (int i = 0; i < 8; i++)
        {
            ulong group = gap < 0 || i < gap ? groups[i] : i < gap + zeros ? 0UL : groups[i - zeros];
            high = (high << 16) | (low >> 48);
            low = (low << 16) | group;
        }

        return new IpAddress(high, low);
    }
}
