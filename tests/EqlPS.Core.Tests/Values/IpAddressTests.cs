using System.Net;
using System.Text;
using EqlPS.Tests.Support;
using EqlPS.Values;

namespace EqlPS.Tests.Values;

public class IpAddressTests
{
    public static IEnumerable<object[]> Cases => CaseFile.Rows("ip-addresses.cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Text_is_read_and_printed_canonically(int line, string text, string expected)
    {
        string fromText = IpAddress.TryParse(text.AsSpan(), out IpAddress address) ? address.ToString() : "refused";
        string fromBytes = IpAddress.TryParse(Encoding.UTF8.GetBytes(text), out IpAddress same) ? same.ToString() : "refused";

        Assert.Equal((line, expected, expected), (line, fromText, fromBytes));
    }

    [Fact]
    public void Empty_and_overlong_texts_are_refused()
    {
        Assert.False(IpAddress.TryParse(ReadOnlySpan<char>.Empty, out IpAddress _));
        Assert.False(IpAddress.TryParse(ReadOnlySpan<byte>.Empty, out IpAddress _));
        Assert.False(IpAddress.TryParse(new string(':', 100_000).AsSpan(), out IpAddress _));
        Assert.False(IpAddress.TryParse(Encoding.ASCII.GetBytes(new string('1', 100_000)), out IpAddress _));
    }

    [Fact]
    public void Random_addresses_agree_with_the_platform()
    {
        Random random = new(20240501);
        Span<char> buffer = stackalloc char[IpAddress.MaxTextLength];
        for (int round = 0; round < 5_000; round++)
        {
            byte[] bytes = RandomBytes(random);
            IPAddress platform = new(bytes);
            Assert.True(IpAddress.TryRead(bytes, out IpAddress address));
            Assert.True(IpAddress.TryParse(platform.ToString().AsSpan(), out IpAddress parsed));
            Assert.Equal(address, parsed);
            Assert.Equal(platform.MapToIPv6(), IPAddress.Parse(address.ToString()).MapToIPv6());
            Assert.True(address.TryFormat(buffer, out int written));
            Assert.Equal(address.ToString(), buffer[..written].ToString());
            Assert.False(address.TryFormat(buffer[..(written - 1)], out _));
        }
    }

    [Fact]
    public void Order_is_that_of_the_sixteen_bytes()
    {
        Random random = new(7);
        for (int round = 0; round < 5_000; round++)
        {
            byte[] left = RandomBytes(random);
            byte[] right = random.Next(8) == 0 ? left : RandomBytes(random);
            IpAddress.TryRead(left, out IpAddress a);
            IpAddress.TryRead(right, out IpAddress b);
            int expected = Math.Sign(Mapped(left).AsSpan().SequenceCompareTo(Mapped(right)));
            Assert.Equal(expected, Math.Sign(a.CompareTo(b)));
            Assert.Equal(expected == 0, a == b);
            Assert.Equal(expected == 0, !(a != b) && a.GetHashCode() == b.GetHashCode());
        }
    }

    [Fact]
    public void Only_four_or_sixteen_bytes_are_an_address()
    {
        for (int length = 0; length < 20; length++)
        {
            Assert.Equal(length is 4 or 16, IpAddress.TryRead(new byte[length], out _));
        }
    }

    internal static byte[] RandomBytes(Random random)
    {
        byte[] bytes = new byte[random.Next(3) == 0 ? 4 : 16];
        random.NextBytes(bytes);
        for (int i = 0; i < bytes.Length; i += 2)
        {
            if (random.Next(2) == 0)
            {
                bytes[i] = 0;
                bytes[i + 1] = (byte)(random.Next(2) * random.Next(256));
            }
        }

        return bytes;
    }

    private static byte[] Mapped(byte[] bytes) => new IPAddress(bytes).MapToIPv6().GetAddressBytes();
}
