#if NET8_0_OR_GREATER
using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
#endif

namespace EqlPS.Platform;

/// <summary>Operations on the bits of a word.</summary>
internal static class Bits
{
#if NETSTANDARD2_0
    private const ulong Sequence = 0x03F7_9D71_B4CB_0A89;

    private static readonly byte[] Places = MakePlaces();
#endif

    /// <summary>The number of the lowest bit that is set; any number from 0 to 64 for 0.</summary>
    public static int Lowest(ulong word)
    {
#if NETSTANDARD2_0
        return Places[unchecked((word & (0 - word)) * Sequence) >> 58];
#else
        return BitOperations.TrailingZeroCount(word);
#endif
    }

    /// <summary>How many bits are set.</summary>
    public static int Count(ulong word)
    {
#if NETSTANDARD2_0
        word -= (word >> 1) & 0x5555_5555_5555_5555;
        word = (word & 0x3333_3333_3333_3333) + ((word >> 2) & 0x3333_3333_3333_3333);
        word = (word + (word >> 4)) & 0x0F0F_0F0F_0F0F_0F0F;
        return (int)(unchecked(word * 0x0101_0101_0101_0101) >> 56);
#else
        return BitOperations.PopCount(word);
#endif
    }

    /// <summary>Each bit of the result tells whether the number of bits set up to and with this one is odd.</summary>
    public static ulong Parity(ulong word)
    {
#if NET8_0_OR_GREATER
        // A product without carries, with a factor of all ones.
        if (Pclmulqdq.IsSupported)
        {
            return Pclmulqdq.CarrylessMultiply(Vector128.CreateScalar(word), Vector128<ulong>.AllBitsSet, 0).ToScalar();
        }

#endif
        word ^= word << 1;
        word ^= word << 2;
        word ^= word << 4;
        word ^= word << 8;
        word ^= word << 16;
        return word ^ (word << 32);
    }

#if NETSTANDARD2_0
    // Every six bits of a de Bruijn sequence are different.
    private static byte[] MakePlaces()
    {
        byte[] places = new byte[64];
        for (int bit = 0; bit < 64; bit++)
        {
            places[unchecked(Sequence << bit) >> 58] = (byte)bit;
        }

        return places;
    }
#endif
}
