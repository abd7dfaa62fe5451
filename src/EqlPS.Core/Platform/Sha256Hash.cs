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
    public static string HexOf(string text) => HexOf(MemoryMarshal.AsBytes(text.AsSpan()));

    /// <summary>The hash of bytes, as 64 hexadecimal digits.</summary>
    public static string HexOf(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[Size];
        Write(content, hash);
        return Hex(hash);
    }

    /// <summary>A hash as 64 hexadecimal digits.</summary>
    public static string Hex(ReadOnlySpan<byte> hash)
    {
        const string Digits = "0123456789abcdef";
        char[] text = new char[hash.Length * 2];
        for (int i = 0; i < hash.Length; i++)
        {
            text[2 * i] = Digits[hash[i] >> 4];
            text[(2 * i) + 1] = Digits[hash[i] & 15];
        }

        return new string(text);
    }
}
