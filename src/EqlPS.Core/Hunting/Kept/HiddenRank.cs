using System.Buffers.Binary;
using EqlPS.Execution;
using EqlPS.Platform;

namespace EqlPS.Hunting.Kept;

/// <summary>
/// Stands for the hash of an event that nobody gets to see: it comes after the hashes of others, and before those of hidden events
/// that were read later.
/// </summary>
/// <param name="position">Where the event lies in its store.</param>
internal sealed class HiddenRank(long position) : IRecordHash
{
    public ReadOnlySpan<byte> Sha256
    {
        get
        {
            byte[] hash = new byte[Sha256Hash.Size];
            hash.AsSpan().Fill(byte.MaxValue);
            BinaryPrimitives.WriteInt64BigEndian(hash.AsSpan(hash.Length - sizeof(long)), position);
            return hash;
        }
    }
}
