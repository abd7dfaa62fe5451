using EqlPS.Events.Evtx;

namespace EqlPS.Tests.Evtx;

/// <summary>The checksum against its definition, bit by bit.</summary>
public sealed class Crc32Tests
{
    [Fact]
    public void TheCheckValueOfTheAlgorithm() => Assert.Equal(0xcbf43926u, Crc32.Compute("123456789"u8));

    [Fact]
    public void AgreesWithTheDefinitionForEveryLength()
    {
        var random = new Random(1);
        var data = new byte[700];
        random.NextBytes(data);
        for (int length = 0; length <= data.Length; length++)
        {
            int start = random.Next(0, data.Length - length + 1);
            uint expected = Slow(data.AsSpan(start, length));
            Assert.Equal(expected, Crc32.Compute(data.AsSpan(start, length)));
            int split = random.Next(0, length + 1);
            uint state = Crc32.Append(Crc32.Start, data.AsSpan(start, split));
            Assert.Equal(expected, Crc32.Finish(Crc32.Append(state, data.AsSpan(start + split, length - split))));
        }
    }

    private static uint Slow(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in data)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xedb88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
