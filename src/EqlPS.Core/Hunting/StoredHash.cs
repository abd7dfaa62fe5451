using EqlPS.Execution;

namespace EqlPS.Hunting;

/// <summary>A record's hash that outlives the record.</summary>
/// <param name="sha256">32 bytes, taken as its own.</param>
internal sealed class StoredHash(byte[] sha256) : IRecordHash
{
    public ReadOnlySpan<byte> Sha256 => sha256;
}
