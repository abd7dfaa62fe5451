using System.Security.Cryptography;

namespace EqlPS.Platform;

/// <summary>SHA-256 of bytes, without an object for each hash where the platform can.</summary>
[HotPath]
internal static class Sha256Hash
{
    public const int Size = 32;

    /// <summary>Writes the 32 bytes of the hash.</summary>
    public static void Write(ReadOnlySpan<byte> content, Span<byte> hash)
    {
#if NET
        SHA256.HashData(content, hash);
#else
        using var algorithm = SHA256.Create();
        algorithm.ComputeHash(content.ToArray()).AsSpan().CopyTo(hash);
#endif
    }
}
