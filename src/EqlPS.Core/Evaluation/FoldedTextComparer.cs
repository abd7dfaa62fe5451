using System.Runtime.InteropServices;
using EqlPS.Events;
using EqlPS.Patterns;
using EqlPS.Platform;

namespace EqlPS.Evaluation;

/// <summary>Equality of texts under simple case folding, without making folded copies.</summary>
[HotPath]
internal sealed class FoldedTextComparer : IEqualityComparer<string>
{
    public static readonly FoldedTextComparer Instance = new();

    private const int BlockLength = sizeof(ulong) / sizeof(char);
    private const int SmallLetter = 0x20;
    private const ulong SmallLetters = 0x0020_0020_0020_0020;
    private const ulong NotAscii = 0xFF80_FF80_FF80_FF80;
    private const ulong Multiplier = 0x9E37_79B9_7F4A_7C15;

    // Logs choose the texts that are hashed; without a seed they could choose them so that all collide.
    private readonly ulong _seed = Utf8Hash.NewSeed();

    private FoldedTextComparer()
    {
    }

    public bool Equals(string? left, string? right) =>
        ReferenceEquals(left, right)
        || (left is not null && right is not null && CaseFolding.EqualsIgnoreCase(left.AsSpan(), right.AsSpan()));

    public int GetHashCode(string text)
    {
        ulong hash = _seed ^ (uint)text.Length;
        ReadOnlySpan<ulong> blocks = MemoryMarshal.Cast<char, ulong>(text.AsSpan());
        for (int i = 0; i < blocks.Length; i++)
        {
            ulong block = blocks[i];
            hash = Mix(hash ^ ((block & NotAscii) == 0 ? block | SmallLetters : Fold(text, i * BlockLength)));
        }

        for (int i = blocks.Length * BlockLength; i < text.Length; i++)
        {
            hash = Mix(hash ^ (uint)Fold(text[i]));
        }

        return (int)(hash >> 32);
    }

    private static ulong Fold(string text, int start)
    {
        Span<char> folded = stackalloc char[BlockLength];
        for (int i = 0; i < folded.Length; i++)
        {
            folded[i] = (char)Fold(text[start + i]);
        }

        return MemoryMarshal.Cast<char, ulong>(folded)[0];
    }

    // Folding of surrogate pairs is left to Equals: they hash alike in both cases. The bit that parts large ASCII letters from small ones
    // is set in all characters, so that four of them need no test; a few others hash alike by it.
    private static int Fold(char c) => char.IsSurrogate(c) ? 0 : CaseFolding.Fold(c) | SmallLetter;

    private static ulong Mix(ulong hash)
    {
        hash = unchecked(hash * Multiplier);
        return hash ^ (hash >> 29);
    }
}
