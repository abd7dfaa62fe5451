using System.Numerics;
using EqlPS.Tests.Support;
using EqlPS.Values;

namespace EqlPS.Tests.Values;

public class CidrBlockTests
{
    public static IEnumerable<object[]> Cases => CaseFile.Rows("cidr-blocks.cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Block_contains_address(int line, string input, string expected)
    {
        string[] parts = input.Split(", ");
        Assert.True(IpAddress.TryParse(parts[1].AsSpan(), out IpAddress address));

        string actual = CidrBlock.TryParse(parts[0].AsSpan(), out CidrBlock block) ? block.Contains(address) ? "true" : "false" : "refused";

        Assert.Equal((line, expected), (line, actual));
    }

    [Theory]
    [InlineData("10.77.3.9/8", "10.0.0.0/8")]
    [InlineData("203.0.113.7", "203.0.113.7/32")]
    [InlineData("2001:db8::ffff/32", "2001:db8::/32")]
    [InlineData("::1", "::1/128")]
    [InlineData("0.0.0.0/0", "0.0.0.0/0")]
    [InlineData("::ffff:1.2.3.4", "1.2.3.4/32")]
    public void Text_shows_the_first_address_and_reads_back(string text, string expected)
    {
        Assert.True(CidrBlock.TryParse(text.AsSpan(), out CidrBlock block));
        Assert.Equal(expected, block.ToString());
        Assert.True(CidrBlock.TryParse(expected.AsSpan(), out CidrBlock again));
        Assert.Equal(block, again);
        Assert.Equal(block.GetHashCode(), again.GetHashCode());
    }

    [Fact]
    public void Random_blocks_agree_with_big_integers()
    {
        Random random = new(99);
        for (int round = 0; round < 5_000; round++)
        {
            IpAddress.TryRead(IpAddressTests.RandomBytes(random), out IpAddress inside);
            int length = random.Next(129);
            CidrBlock block = CidrBlock.Create(inside, length);
            BigInteger size = BigInteger.One << (128 - length);
            BigInteger first = Number(inside) / size * size;
            Assert.Equal(first, Number(block.First));
            Assert.Equal(first + size - 1, Number(block.Last));
            Assert.True(block.Contains(inside));
            IpAddress.TryRead(IpAddressTests.RandomBytes(random), out IpAddress other);
            Assert.Equal(Number(other) / size == Number(inside) / size, block.Contains(other));
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(129)]
    public void Prefix_lengths_beyond_the_address_are_a_programming_error(int length) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => CidrBlock.Create(default, length));

    private static BigInteger Number(IpAddress address) => ((BigInteger)address.High << 64) + address.Low;
}
