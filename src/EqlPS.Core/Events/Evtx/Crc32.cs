using EqlPS.Platform;

namespace EqlPS.Events.Evtx;

/// <summary>CRC-32 as RFC 1952 defines it (reflected polynomial EDB88320), eight bytes at a step.</summary>
internal static class Crc32
{
    private const int Slices = 8;
    private static readonly uint[] Table = BuildTable();

    /// <summary>The checksum of <paramref name="data"/>.</summary>
    public static uint Compute(ReadOnlySpan<byte> data) => Finish(Append(Start, data));

    /// <summary>The state before the first byte.</summary>
    public const uint Start = 0xffffffff;

    /// <summary>The state after <paramref name="data"/> has followed <paramref name="state"/>.</summary>
    public static uint Append(uint state, ReadOnlySpan<byte> data)
    {
        uint[] table = Table;
        uint crc = state;
        data = data.Slice(Crc32Folding.Append(ref crc, data));
        while (data.Length >= Slices)
        {
            uint low = Bytes.UInt32(data, 0) ^ crc;
            uint high = Bytes.UInt32(data, 4);
            crc = table[(7 * 256) + (int)(low & 0xff)]
                ^ table[(6 * 256) + (int)((low >> 8) & 0xff)]
                ^ table[(5 * 256) + (int)((low >> 16) & 0xff)]
                ^ table[(4 * 256) + (int)(low >> 24)]
                ^ table[(3 * 256) + (int)(high & 0xff)]
                ^ table[(2 * 256) + (int)((high >> 8) & 0xff)]
                ^ table[256 + (int)((high >> 16) & 0xff)]
                ^ table[(int)(high >> 24)];
            data = data.Slice(Slices);
        }

        foreach (byte value in data)
        {
            crc = (crc >> 8) ^ table[(int)((crc ^ value) & 0xff)];
        }

        return crc;
    }

    /// <summary>The checksum that a state stands for.</summary>
    public static uint Finish(uint state) => ~state;

    private static uint[] BuildTable()
    {
        var table = new uint[Slices * 256];
        for (uint i = 0; i < 256; i++)
        {
            uint crc = i;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xedb88320 : crc >> 1;
            }

            table[i] = crc;
        }

        for (int i = 256; i < table.Length; i++)
        {
            uint before = table[i - 256];
            table[i] = (before >> 8) ^ table[(int)(before & 0xff)];
        }

        return table;
    }
}
