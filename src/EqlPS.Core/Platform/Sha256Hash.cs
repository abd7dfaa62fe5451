using System.Runtime.InteropServices;
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

    /// <summary>The hash of a text's code units, as 64 hexadecimal digits; the text need not be well-formed.</summary>
    public static string HexOf(string text)
    {
        const string Digits = "0123456789abcdef";
        Span<byte> hash = stackalloc byte[Size];
        Write(MemoryMarshal.AsBytes(text.AsSpan()), hash);
        char[] hex = new char[Size * 2];
        for (int i = 0; i < Size; i++)
        {
            hex[2 * i] = Digits[hash[i] >> 4];
            hex[(2 * i) + 1] = Digits[hash[i] & 15];
        }

        return new string(hex);
    }
}
