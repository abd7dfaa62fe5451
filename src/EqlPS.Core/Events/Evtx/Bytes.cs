using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using EqlPS.Platform;

namespace EqlPS.Events.Evtx;

/// <summary>Little-endian reads out of a span; every read is checked against the span's bounds.</summary>
[HotPath]
internal static class Bytes
{
    private static readonly byte[] Zeros = new byte[1024];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ushort UInt16(ReadOnlySpan<byte> data, int offset) => BinaryPrimitives.ReadUInt16LittleEndian(data.Slice(offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint UInt32(ReadOnlySpan<byte> data, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(data.Slice(offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Int32(ReadOnlySpan<byte> data, int offset) => BinaryPrimitives.ReadInt32LittleEndian(data.Slice(offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong UInt64(ReadOnlySpan<byte> data, int offset) => BinaryPrimitives.ReadUInt64LittleEndian(data.Slice(offset));

    /// <summary>A GUID as Windows stores it: the first three groups little-endian.</summary>
    public static Guid Guid(ReadOnlySpan<byte> data, int offset)
    {
        ReadOnlySpan<byte> raw = data.Slice(offset, 16);
        return new Guid(
            UInt32(raw, 0), UInt16(raw, 4), UInt16(raw, 6), raw[8], raw[9], raw[10], raw[11], raw[12], raw[13], raw[14], raw[15]);
    }

    /// <summary>True when no byte is set.</summary>
    public static bool AllZero(ReadOnlySpan<byte> data)
    {
        while (data.Length > Zeros.Length)
        {
            if (!data.Slice(0, Zeros.Length).SequenceEqual(Zeros))
            {
                return false;
            }

            data = data.Slice(Zeros.Length);
        }

        return data.SequenceEqual(Zeros.AsSpan(0, data.Length));
    }
}
