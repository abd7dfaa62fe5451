#if NET8_0_OR_GREATER
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
#endif

namespace EqlPS.Platform;

/// <summary>The bulk of a CRC-32 by carry-less multiplication where the processor has it.</summary>
/// <remarks>
/// The method of V. Gopal et al., "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ" (Intel, 2009): four lanes of 128 bits
/// are folded forward over the data, then into one, then reduced by Barrett's method. The constants are powers of x modulo the polynomial.
/// </remarks>
[HotPath]
internal static class Crc32Folding
{
#if NET8_0_OR_GREATER
    private const int Block = 64;

    /// <summary>Bytes that are worth the set-up.</summary>
    public const int Shortest = 2 * Block;

    public static bool IsSupported => Pclmulqdq.IsSupported && Sse41.IsSupported;

    /// <summary>Advances a CRC state over a multiple of 16 bytes at the start of the data and gives their number.</summary>
    public static int Append(ref uint state, ReadOnlySpan<byte> data)
    {
        if (!IsSupported || data.Length < Shortest)
        {
            return 0;
        }

        Vector128<ulong> k1k2 = Vector128.Create(0x0154442bd4ul, 0x01c6e41596ul);
        Vector128<ulong> k3k4 = Vector128.Create(0x01751997d0ul, 0x00ccaa009eul);
        int at = Block;
        Vector128<ulong> x1 = Load(data, 0) ^ Vector128.CreateScalar(state).AsUInt64();
        Vector128<ulong> x2 = Load(data, 16);
        Vector128<ulong> x3 = Load(data, 32);
        Vector128<ulong> x4 = Load(data, 48);
        for (; data.Length - at >= Block; at += Block)
        {
            x1 = Fold(x1, k1k2) ^ Load(data, at);
            x2 = Fold(x2, k1k2) ^ Load(data, at + 16);
            x3 = Fold(x3, k1k2) ^ Load(data, at + 32);
            x4 = Fold(x4, k1k2) ^ Load(data, at + 48);
        }

        x1 = Fold(x1, k3k4) ^ x2;
        x1 = Fold(x1, k3k4) ^ x3;
        x1 = Fold(x1, k3k4) ^ x4;
        for (; data.Length - at >= 16; at += 16)
        {
            x1 = Fold(x1, k3k4) ^ Load(data, at);
        }

        state = Reduce(x1, k3k4);
        return at;
    }

    private static Vector128<ulong> Load(ReadOnlySpan<byte> data, int at) =>
        MemoryMarshal.Read<Vector128<ulong>>(data.Slice(at, 16));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Fold(Vector128<ulong> x, Vector128<ulong> k) =>
        Pclmulqdq.CarrylessMultiply(x, k, 0x00) ^ Pclmulqdq.CarrylessMultiply(x, k, 0x11);

    private static uint Reduce(Vector128<ulong> x, Vector128<ulong> k3k4)
    {
        Vector128<ulong> low = Vector128.Create(0xffff_fffful, 0);
        Vector128<ulong> k5 = Vector128.Create(0x0163cd6124ul, 0);
        Vector128<ulong> polynomial = Vector128.Create(0x01db710641ul, 0x01f7011641ul);
        x = Pclmulqdq.CarrylessMultiply(x, k3k4, 0x10) ^ Sse2.ShiftRightLogical128BitLane(x, 8);
        x = Pclmulqdq.CarrylessMultiply(x & low, k5, 0x00) ^ Sse2.ShiftRightLogical128BitLane(x, 4);
        Vector128<ulong> quotient = Pclmulqdq.CarrylessMultiply(x & low, polynomial, 0x10) & low;
        x ^= Pclmulqdq.CarrylessMultiply(quotient, polynomial, 0x00);
        return x.AsUInt32().GetElement(1);
    }
#else
    /// <summary>Advances nothing: this build has no access to the instruction.</summary>
    public static int Append(ref uint state, ReadOnlySpan<byte> data) => 0;
#endif
}
