using EqlPS.Events.Raw;

namespace EqlPS.Tests.Events.Raw;

/// <summary>The quick hash of records that nobody gets to see: the same for the same bytes, another for any other.</summary>
public sealed class ContentHashTests
{
    private const int Seed = 7_411;

    [Fact]
    public void EveryByteCounts()
    {
        var random = new Random(Seed);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int length = 0; length < 140; length++)
        {
            byte[] content = new byte[length];
            random.NextBytes(content);
            string whole = Hash(content);
            Assert.Equal(whole, Hash((byte[])content.Clone()));
            Assert.True(seen.Add(whole));
            for (int at = 0; at < length; at++)
            {
                content[at] ^= (byte)(1 << random.Next(8));
                Assert.True(seen.Add(Hash(content)));
            }
        }
    }

    [Fact]
    public void ZerosOfDifferentLengthsDiffer()
    {
        Assert.Equal(200, Enumerable.Range(0, 200).Select(length => Hash(new byte[length])).Distinct().Count());
    }

    private static string Hash(byte[] content)
    {
        byte[] hash = new byte[32];
        ContentHash.Write(content, hash);
        return BitConverter.ToString(hash);
    }
}
