using System.Buffers.Binary;
using System.Security.Cryptography;
using EqlPS.Values;

namespace EqlPS.Mappings.Steps;

/// <summary>Addresses, and the identity of a flow.</summary>
internal static class NetworkSteps
{
    private const int Icmp = 1;
    private const int Tcp = 6;
    private const int Udp = 17;
    private const int Icmp6 = 58;
    private const int Sctp = 132;

    /// <summary>An address as it is written, but for a mapped IPv4 address, which loses its prefix; null for any other text.</summary>
    public static EqlValue Address(in EqlValue value) =>
        TryReadAddress(value.AsText(), out string text, out _) ? EqlValue.From(text) : default;

    /// <summary>Reads <c>::ffff:a.b.c.d</c>, <c>[address]:port</c> or a plain address.</summary>
    public static bool TryReadAddress(string text, out string plain, out IpAddress address)
    {
        plain = text.Trim();
        if (plain.Length > 0 && plain[0] == '[')
        {
            int end = plain.IndexOf(']');
            plain = end < 0 ? plain : plain.Substring(1, end - 1);
        }

        if (!IpAddress.TryParse(plain.AsSpan(), out address))
        {
            return false;
        }

        if (address.IsIPv4 && plain.IndexOf(':') >= 0)
        {
            plain = address.ToString();
        }

        return true;
    }

    /// <summary>The community id, version 1 with seed 0, of source address and port, destination address and port, and transport.</summary>
    /// <remarks>Source: the Community ID specification, github.com/corelight/community-id-spec.</remarks>
    public static EqlValue CommunityId(ReadOnlySpan<EqlValue> values)
    {
        if (values[0].Kind != EqlValueKind.Text
            || values[2].Kind != EqlValueKind.Text
            || !IpAddress.TryParse(values[0].AsText().AsSpan(), out IpAddress source)
            || !IpAddress.TryParse(values[2].AsText().AsSpan(), out IpAddress destination)
            || source.IsIPv4 != destination.IsIPv4
            || !TryReadTransport(values[4], out byte transport)
            || !TryReadPort(values[1], transport, out ushort sourcePort)
            || !TryReadPort(values[3], transport, out ushort destinationPort))
        {
            return default;
        }

        int order = source.CompareTo(destination);
        if (order > 0 || (order == 0 && sourcePort > destinationPort))
        {
            (source, destination) = (destination, source);
            (sourcePort, destinationPort) = (destinationPort, sourcePort);
        }

        byte[] buffer = new byte[40];
        int length = 2;
        length += Write(source, buffer.AsSpan(length));
        length += Write(destination, buffer.AsSpan(length));
        buffer[length] = transport;
        length += 2;
        BinaryPrimitives.WriteUInt16BigEndian(buffer.AsSpan(length), sourcePort);
        BinaryPrimitives.WriteUInt16BigEndian(buffer.AsSpan(length + 2), destinationPort);
        length += 4;
        using var algorithm = SHA1.Create();
        return EqlValue.From("1:" + Convert.ToBase64String(algorithm.ComputeHash(buffer, 0, length)));
    }

    private static bool TryReadTransport(in EqlValue value, out byte transport)
    {
        transport = 0;
        if (value.Kind == EqlValueKind.Text)
        {
            string name = value.AsText();
            transport = name.Equals("tcp", StringComparison.OrdinalIgnoreCase) ? (byte)Tcp
                : name.Equals("udp", StringComparison.OrdinalIgnoreCase) ? (byte)Udp
                : name.Equals("sctp", StringComparison.OrdinalIgnoreCase) ? (byte)Sctp
                : (byte)0;
        }
        else if (value.Kind == EqlValueKind.Integer && value.AsInteger() is > 0 and <= byte.MaxValue and not Icmp and not Icmp6)
        {
            transport = (byte)value.AsInteger();
        }

        return transport != 0;
    }

    private static bool TryReadPort(in EqlValue value, byte transport, out ushort port)
    {
        bool fits = value.Kind == EqlValueKind.Integer && value.AsInteger() is >= 0 and <= ushort.MaxValue;
        port = fits ? (ushort)value.AsInteger() : (ushort)0;
        return fits && transport is Tcp or Udp or Sctp;
    }

    private static int Write(IpAddress address, Span<byte> buffer)
    {
        if (address.IsIPv4)
        {
            BinaryPrimitives.WriteUInt32BigEndian(buffer, (uint)address.Low);
            return 4;
        }

        BinaryPrimitives.WriteUInt64BigEndian(buffer, address.High);
        BinaryPrimitives.WriteUInt64BigEndian(buffer.Slice(8), address.Low);
        return 16;
    }
}
