using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Patterns;

/// <summary>
/// Unicode simple case folding: locale-independent, length-preserving, the same on every platform because it uses a table of its own.
/// Pairs of surrogates fold as code points, lone surrogates stay as they are. The dotted capital I and the dotless small i fold to
/// themselves.
/// </summary>
[HotPath]
internal static class CaseFolding
{
    /// <summary>The fold of one UTF-16 unit.</summary>
    public static char Fold(char unit)
    {
        if (unit < 0x80)
        {
            return (uint)(unit - 'A') <= 'Z' - 'A' ? (char)(unit | 0x20) : unit;
        }

        return CaseFoldingTable.Fold(unit);
    }

    /// <summary>The fold of a text; the same reference when nothing changes.</summary>
    public static string Fold(string text)
    {
        ReadOnlySpan<char> source = text.AsSpan();
        for (int i = 0; i < source.Length; i++)
        {
            if (FoldAt(source, i) != source[i])
            {
                char[] folded = new char[source.Length];
                Fold(source, folded);
                return new string(folded);
            }
        }

        return text;
    }

    /// <summary>
    /// Writes the fold of <paramref name="source"/> to the start of <paramref name="destination"/>, which is at least as long.
    /// </summary>
    public static void Fold(ReadOnlySpan<char> source, Span<char> destination)
    {
        // From the end, so that the two may be the same memory: a low surrogate looks back at its high one, which never changes.
        for (int i = source.Length - 1; i >= 0; i--)
        {
            destination[i] = FoldAt(source, i);
        }
    }

    /// <summary>The unit at <paramref name="index"/> of the fold of <paramref name="text"/>.</summary>
    public static char FoldAt(ReadOnlySpan<char> text, int index)
    {
        char unit = text[index];
        if (char.IsLowSurrogate(unit) && index > 0 && char.IsHighSurrogate(text[index - 1]))
        {
            int folded = CaseFoldingTable.Fold(char.ConvertToUtf32(text[index - 1], unit));
            return (char)(0xDC00 | ((folded - 0x10000) & 0x3FF));
        }

        return Fold(unit);
    }

    /// <summary>Whether two texts have the same fold.</summary>
    public static bool EqualsIgnoreCase(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        if (left.Length != right.Length)
        {
            return false;
        }

        for (int i = 0; i < left.Length; i++)
        {
            if (left[i] != right[i] && FoldAt(left, i) != FoldAt(right, i))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The order of the folds of two texts by code point: negative, zero or positive.</summary>
    public static int Compare(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        int length = Math.Min(left.Length, right.Length);
        for (int i = 0; i < length; i++)
        {
            char a = FoldAt(left, i);
            char b = FoldAt(right, i);
            if (a != b)
            {
                return CodePointComparer.Compare([a], [b]);
            }
        }

        return left.Length - right.Length;
    }

    /// <summary>Whether <paramref name="text"/> starts with <paramref name="prefix"/>, compared by fold.</summary>
    public static bool StartsWithIgnoreCase(ReadOnlySpan<char> text, ReadOnlySpan<char> prefix) =>
        text.Length >= prefix.Length && EqualsIgnoreCase(text.Slice(0, prefix.Length), prefix);

    /// <summary>Whether the fold of <paramref name="text"/> ends with the fold of <paramref name="suffix"/>.</summary>
    public static bool EndsWithIgnoreCase(ReadOnlySpan<char> text, ReadOnlySpan<char> suffix) =>
        text.Length >= suffix.Length && LiteralSearch.IsAt(text, text.Length - suffix.Length, suffix, ignoreCase: true);

    /// <summary>Where the fold of <paramref name="needle"/> first occurs in the fold of <paramref name="hay"/> at or after
    /// <paramref name="start"/>, or -1; <paramref name="start"/> for an empty needle. Linear time.</summary>
    public static int IndexOfIgnoreCase(ReadOnlySpan<char> hay, ReadOnlySpan<char> needle, int start = 0) =>
        LiteralSearch.IndexOf(hay, needle, start, ignoreCase: true);
}
