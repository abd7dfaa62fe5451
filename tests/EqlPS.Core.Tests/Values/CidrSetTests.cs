using EqlPS.Values;

namespace EqlPS.Tests.Values;

public class CidrSetTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("10.0.0.0/8", 1)]
    [InlineData("10.0.0.0/8 10.1.0.0/16", 1)]
    [InlineData("10.1.0.0/16 10.0.0.0/8 10.255.0.0/16", 1)]
    [InlineData("10.0.0.0/9 10.128.0.0/9", 1)]
    [InlineData("10.0.0.0/9 10.129.0.0/16", 2)]
    [InlineData("::/64 0:0:0:1::/64", 1)]
    [InlineData("::/65 ::8000:0:0:0/65", 1)]
    [InlineData("8000::/1 ::/1", 1)]
    [InlineData("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff ::", 2)]
    [InlineData("10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 fc00::/7", 4)]
    [InlineData("1.2.3.4 1.2.3.4 1.2.3.5", 1)]
    public void Blocks_that_touch_or_overlap_become_one_range(string blocks, int expected) =>
        Assert.Equal(expected, Create(blocks).RangeCount);

    [Theory]
    [InlineData("10.0.0.0/8 172.16.0.0/12 192.168.0.0/16", "172.31.255.255", true)]
    [InlineData("10.0.0.0/8 172.16.0.0/12 192.168.0.0/16", "172.32.0.0", false)]
    [InlineData("10.0.0.0/8 172.16.0.0/12 192.168.0.0/16", "9.255.255.255", false)]
    [InlineData("10.0.0.0/8 172.16.0.0/12 192.168.0.0/16", "10.0.0.0", true)]
    [InlineData("10.0.0.0/8 172.16.0.0/12 192.168.0.0/16", "192.169.0.0", false)]
    [InlineData("::1/64", "127.0.0.1", true)]
    [InlineData("", "127.0.0.1", false)]
    [InlineData("10.0.0.0/8 10.1.0.0/16", "10.200.0.1", true)]
    public void Look_ups(string blocks, string address, bool expected)
    {
        Assert.True(IpAddress.TryParse(address.AsSpan(), out IpAddress parsed));
        Assert.Equal(expected, Create(blocks).Contains(parsed));
    }

    [Fact]
    public void Random_sets_agree_with_trying_each_block()
    {
        Random random = new(81);
        for (int round = 0; round < 200; round++)
        {
            List<CidrBlock> blocks = [];
            for (int count = random.Next(40); count > 0; count--)
            {
                blocks.Add(CidrBlock.Create(RandomAddress(random), random.Next(3) == 0 ? 128 : random.Next(90, 129)));
            }

            CidrSet set = new(blocks);
            Assert.InRange(set.RangeCount, Math.Min(blocks.Count, 1), blocks.Count);
            for (int probe = 0; probe < 200; probe++)
            {
                IpAddress address = RandomAddress(random);
                Assert.Equal(blocks.Any(block => block.Contains(address)), set.Contains(address));
            }

            Assert.All(blocks, block => Assert.True(set.Contains(block.First) && set.Contains(block.Last)));
        }
    }

    private static IpAddress RandomAddress(Random random) => random.Next(8) == 0
        ? new IpAddress((ulong)random.Next(3), (ulong)random.NextInt64(long.MinValue, long.MaxValue))
        : IpAddress.FromIPv4((uint)(10 << 24 | random.Next(1 << 10) << random.Next(14)));

    private static CidrSet Create(string blocks) => new(blocks.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text =>
    {
        Assert.True(CidrBlock.TryParse(text.AsSpan(), out CidrBlock block), text);
        return block;
    }));
}
