using System.Security.Cryptography;

namespace EqlPS.Toml;

/// <summary>Ordinal equality of keys with a hash that a file's author cannot predict.</summary>
/// <remarks>
/// Strings hash without a seed on .NET Framework, where a file of colliding keys would take quadratic time. This is SipHash-1-3.
/// </remarks>
internal sealed class TomlKeyComparer : IEqualityComparer<string>
{
    public static readonly TomlKeyComparer Instance = new();

    private readonly ulong _seed0;
    private readonly ulong _seed1;

    private TomlKeyComparer()
    {
        byte[] seed = new byte[16];
        using (RandomNumberGenerator random = RandomNumberGenerator.Create())
        {
            random.GetBytes(seed);
        }

        _seed0 = BitConverter.ToUInt64(seed, 0);
        _seed1 = BitConverter.ToUInt64(seed, 8);
    }

    public bool Equals(string? x, string? y) => string.Equals(x, y, StringComparison.Ordinal);

    public int GetHashCode(string text)
    {
        ulong v0 = _seed0 ^ 0x736f6d6570736575UL;
        ulong v1 = _seed1 ^ 0x646f72616e646f6dUL;
        ulong v2 = _seed0 ^ 0x6c7967656e657261UL;
        ulong v3 = _seed1 ^ 0x7465646279746573UL;
        int i = 0;
        for (; i + 4 <= text.Length; i += 4)
        {
            ulong block = text[i] | (ulong)text[i + 1] << 16 | (ulong)text[i + 2] << 32 | (ulong)text[i + 3] << 48;
            v3 ^= block;
            Round(ref v0, ref v1, ref v2, ref v3);
            v0 ^= block;
        }

        ulong last = (ulong)text.Length << 56;
        for (int shift = 0; i < text.Length; i++, shift += 16)
        {
            last ^= (ulong)text[i] << shift;
        }

        v3 ^= last;
        Round(ref v0, ref v1, ref v2, ref v3);
        v0 ^= last;
        v2 ^= 0xff;
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        ulong hash = v0 ^ v1 ^ v2 ^ v3;
        return (int)(hash ^ hash >> 32);
    }

    private static void Round(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v0 += v1;
        v1 = (v1 << 13 | v1 >> 51) ^ v0;
        v0 = v0 << 32 | v0 >> 32;
        v2 += v3;
        v3 = (v3 << 16 | v3 >> 48) ^ v2;
        v0 += v3;
        v3 = (v3 << 21 | v3 >> 43) ^ v0;
        v2 += v1;
        v1 = (v1 << 17 | v1 >> 47) ^ v2;
        v2 = v2 << 32 | v2 >> 32;
    }
}
