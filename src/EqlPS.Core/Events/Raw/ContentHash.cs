using System.Buffers.Binary;
using System.Runtime.InteropServices;
using EqlPS.Platform;

namespace EqlPS.Events.Raw;

/// <summary>
/// A quick hash of bytes, as long as SHA-256 and the same in every run, for records that nobody gets to see: it is no proof of anything,
/// and whoever writes records can make two that share it.
/// </summary>
[HotPath]
internal static class ContentHash
{
    private const int BlockSize = 4 * sizeof(ulong);
    private const ulong First = 0x9E37_79B9_7F4A_7C15;
    private const ulong Second = 0xC2B2_AE3D_27D4_EB4F;
    private const ulong Third = 0x1656_67B1_9E37_79F9;
    private const ulong Fourth = 0xD6E8_FEB8_6659_FD93;

    /// <summary>Writes the 32 bytes of the hash.</summary>
    public static void Write(ReadOnlySpan<byte> content, Span<byte> hash)
    {
        // Four sums that do not wait for each other; each takes every fourth word.
        (ulong a, ulong b, ulong c, ulong d) = (First ^ (ulong)content.Length, Second, Third, Fourth);
        ReadOnlySpan<byte> blocks = content.Slice(0, content.Length - (content.Length % BlockSize));
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(blocks);
        for (int i = 0; i + 3 < words.Length; i += 4)
        {
            a = Mix(a ^ words[i], First);
            b = Mix(b ^ words[i + 1], Second);
            c = Mix(c ^ words[i + 2], Third);
            d = Mix(d ^ words[i + 3], Fourth);
        }

        foreach (byte rest in content.Slice(blocks.Length))
        {
            a = Mix(a ^ rest, Second);
        }

        // Each word of the hash depends on all sums.
        ulong whole = Mix(Mix(Mix(Mix(a, Second) ^ b, Third) ^ c, Fourth) ^ d, First);
        BinaryPrimitives.WriteUInt64LittleEndian(hash, Mix(whole ^ a, Third));
        BinaryPrimitives.WriteUInt64LittleEndian(hash.Slice(sizeof(ulong)), Mix(whole ^ b, Fourth));
        BinaryPrimitives.WriteUInt64LittleEndian(hash.Slice(2 * sizeof(ulong)), Mix(whole ^ c, First));
        BinaryPrimitives.WriteUInt64LittleEndian(hash.Slice(3 * sizeof(ulong)), Mix(whole ^ d, Second));
    }

    private static ulong Mix(ulong sum, ulong multiplier)
    {
        sum = unchecked(sum * multiplier);
        return sum ^ (sum >> 32);
    }
}
