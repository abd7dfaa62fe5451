using EqlPS.Platform;

namespace EqlPS.Patterns;

/// <summary>Finds a literal in a text, exactly or by case fold, in linear time whatever the two are.</summary>
[HotPath]
internal static class LiteralSearch
{
    // Comparing at each candidate is fastest for real texts. Once it has cost this much per unit of the text the texts are not real.
    private const int PatiencePerUnit = 8;
    private const int InitialPatience = 4096;

    /// <summary>Whether <paramref name="needle"/> stands at <paramref name="index"/>; it must fit there.</summary>
    public static bool IsAt(ReadOnlySpan<char> hay, int index, ReadOnlySpan<char> needle, bool ignoreCase)
    {
        if (!ignoreCase)
        {
            return hay.Slice(index, needle.Length).SequenceEqual(needle);
        }

        return CommonLength(hay, index, needle, ignoreCase: true) == needle.Length;
    }

    /// <summary>
    /// Index of the first occurrence at or after <paramref name="start"/>, or -1; <paramref name="start"/> for an empty needle.
    /// </summary>
    public static int IndexOf(ReadOnlySpan<char> hay, ReadOnlySpan<char> needle, int start, bool ignoreCase)
    {
        if (needle.Length == 0)
        {
            return start;
        }

        char first = ignoreCase ? CaseFolding.FoldAt(needle, 0) : needle[0];
        long patience = InitialPatience + (long)PatiencePerUnit * hay.Length;
        int last = hay.Length - needle.Length;
        for (int at = start; at <= last; at++)
        {
            at = NextCandidate(hay, at, last, first, ignoreCase);
            if (at < 0)
            {
                return -1;
            }

            int common = CommonLength(hay, at, needle, ignoreCase);
            if (common == needle.Length)
            {
                return at;
            }

            patience -= common;
            if (patience < 0)
            {
                return IndexOfByFailureTable(hay, needle, at + 1, ignoreCase);
            }
        }

        return -1;
    }

    private static int NextCandidate(ReadOnlySpan<char> hay, int start, int last, char first, bool ignoreCase)
    {
        ReadOnlySpan<char> window = hay.Slice(start, last - start + 1);
        int found;
        if (!ignoreCase)
        {
            found = window.IndexOf(first);
        }
        else if (first == 'k')
        {
            found = window.IndexOfAny('k', 'K', '\u212A');
        }
        else if (first == 's')
        {
            found = window.IndexOfAny('s', 'S', '\u017F');
        }
        else if (first < 0x80)
        {
            // Only k and s have relatives outside ASCII.
            found = first is >= 'a' and <= 'z' ? window.IndexOfAny(first, (char)(first ^ 0x20)) : window.IndexOf(first);
        }
        else
        {
            for (int i = start; i <= last; i++)
            {
                if (CaseFolding.FoldAt(hay, i) == first)
                {
                    return i;
                }
            }

            return -1;
        }

        return found < 0 ? -1 : start + found;
    }

    /// <summary>How many units of <paramref name="needle"/>, which fits, agree with the text at <paramref name="index"/>.</summary>
    private static int CommonLength(ReadOnlySpan<char> hay, int index, ReadOnlySpan<char> needle, bool ignoreCase)
    {
        for (int i = 0; i < needle.Length; i++)
        {
            char left = hay[index + i];
            char right = needle[i];
            if (left != right)
            {
                if (!ignoreCase || CaseFolding.FoldAt(hay, index + i) != CaseFolding.FoldAt(needle, i))
                {
                    return i;
                }
            }
            else if (ignoreCase && i == 0 && char.IsLowSurrogate(left) && CaseFolding.FoldAt(hay, index) != CaseFolding.FoldAt(needle, 0))
            {
                // The same lone half folds differently where it completes a pair.
                return 0;
            }
        }

        return needle.Length;
    }

    /// <summary>Knuth, Morris and Pratt's search: never looks at a unit of the text more than twice, at the price of a table.</summary>
    private static int IndexOfByFailureTable(ReadOnlySpan<char> hay, ReadOnlySpan<char> needle, int start, bool ignoreCase)
    {
        char[] wanted = needle.ToArray();
        if (ignoreCase)
        {
            CaseFolding.Fold(needle, wanted);
        }

        int[] failure = new int[wanted.Length];
        for (int i = 1, matched = 0; i < wanted.Length; i++)
        {
            while (matched > 0 && wanted[i] != wanted[matched])
            {
                matched = failure[matched - 1];
            }

            matched += wanted[i] == wanted[matched] ? 1 : 0;
            failure[i] = matched;
        }

        for (int i = start, matched = 0; i < hay.Length; i++)
        {
            char unit = ignoreCase ? CaseFolding.FoldAt(hay, i) : hay[i];
            while (matched > 0 && unit != wanted[matched])
            {
                matched = failure[matched - 1];
            }

            matched += unit == wanted[matched] ? 1 : 0;
            if (matched == wanted.Length)
            {
                return i - matched + 1;
            }
        }

        return -1;
    }
}
