using System.Runtime.InteropServices;
using EqlPS.Platform;

namespace EqlPS.Events;

/// <summary>A seeded hash of bytes for tables of bounded size: eight bytes at a step.</summary>
[HotPath]
internal static class Utf8Hash
{
    private const ulong Multiplier = 0x9E37_79B9_7F4A_7C15;

    /// <summary>A seed that nobody who writes logs can know.</summary>
    public static ulong NewSeed()
    {
        byte[] random = Guid.NewGuid().ToByteArray();
        return BitConverter.ToUInt64(random, 0) ^ BitConverter.ToUInt64(random, 8);
    }

    public static uint Of(ReadOnlySpan<byte> bytes, ulong seed)
    {
        ulong hash = seed ^ (uint)bytes.Length;
        int rest = bytes.Length & 7;
        foreach (ulong word in MemoryMarshal.Cast<byte, ulong>(bytes))
        {
            hash = Mix(hash ^ word);
        }

        if (rest > 0 && bytes.Length > rest)
        {
            // Some bytes are taken twice; that is quicker than one by one.
            hash = Mix(hash ^ MemoryMarshal.Read<ulong>(bytes.Slice(bytes.Length - sizeof(ulong))));
        }
        else if (rest > 0)
        {
            ulong last = 0;
            foreach (byte value in bytes.Slice(bytes.Length - rest))
            {
                last = (last << 8) | value;
            }

            hash = Mix(hash ^ last);
        }

        return (uint)(hash >> 32);
    }

    private static ulong Mix(ulong hash)
    {
        hash = unchecked(hash * Multiplier);
        return hash ^ (hash >> 29);
    }
}
