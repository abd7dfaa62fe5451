using System.Runtime.InteropServices;

namespace EqlPS.Values;

/// <summary>
/// Orders text by Unicode code point, which is the order of its UTF-8 bytes and Elasticsearch's order of keywords. The order of UTF-16
/// units, which .NET calls ordinal, differs: it puts code points above U+FFFF before U+E000-U+FFFF.
/// </summary>
/// <remarks>A surrogate without its partner sorts among the code points above U+FFFF, so the order is total for any text.</remarks>
internal static class CodePointComparer
{
    /// <summary>Negative, zero or positive as the left text comes before, equals, or comes after the right.</summary>
    public static int Compare(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        int length = Math.Min(left.Length, right.Length);
        for (int i = EqualBlocks(left.Slice(0, length), right.Slice(0, length)); i < length; i++)
        {
            int a = left[i];
            int b = right[i];
            if (a != b)
            {
                return a >= 0xD800 && b >= 0xD800 ? SurrogatesLast(a) - SurrogatesLast(b) : a - b;
            }
        }

        return left.Length - right.Length;
    }

    // How many units from the start are surely equal: they are compared four at a time.
    private static int EqualBlocks(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        ReadOnlySpan<ulong> a = MemoryMarshal.Cast<char, ulong>(left);
        ReadOnlySpan<ulong> b = MemoryMarshal.Cast<char, ulong>(right);
        int i = 0;
        while (i < a.Length && i < b.Length && a[i] == b[i])
        {
            i++;
        }

        return i * 4;
    }

    private static int SurrogatesLast(int unit) => unit >= 0xE000 ? unit - 0x800 : unit + 0x2000;
}
