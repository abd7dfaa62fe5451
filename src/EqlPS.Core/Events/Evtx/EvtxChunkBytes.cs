using System.Buffers;
using System.Runtime.InteropServices;
using EqlPS.Platform;

namespace EqlPS.Events.Evtx;

/// <summary>A chunk as it was read, not looked into yet.</summary>
/// <param name="Buffer">Rented; the chunk that is made of it gives it back.</param>
/// <param name="Length">Bytes that were read: fewer than a chunk has at the end of a truncated file.</param>
/// <param name="Number">Number in the file, from 0.</param>
/// <param name="FileOffset">Offset in the (decompressed) file.</param>
[StructLayout(LayoutKind.Auto)]
[HotPath]
internal readonly record struct EvtxChunkBytes(byte[] Buffer, int Length, int Number, long FileOffset)
{
    /// <summary>Gives the buffer back, if no chunk is made of it.</summary>
    public void Return() => ArrayPool<byte>.Shared.Return(Buffer);
}
