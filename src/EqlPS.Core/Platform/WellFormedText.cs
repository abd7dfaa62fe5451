namespace EqlPS.Platform;

/// <summary>Text without lone surrogates, which UTF-8 cannot have.</summary>
internal static class WellFormedText
{
    private const char Replacement = '\uFFFD';

    /// <summary>The text, each lone surrogate in it replaced as writing it as UTF-8 does.</summary>
    public static string Of(string text)
    {
        int first = IndexOfSurrogate(text.AsSpan());
        return first < 0 || IsWellFormed(text, first) ? text : Replace(text);
    }

    private static int IndexOfSurrogate(ReadOnlySpan<char> text)
    {
#if NETSTANDARD2_0
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
            {
                return i;
            }
        }

        return -1;
#else
        return text.IndexOfAnyInRange('\uD800', '\uDFFF');
#endif
    }

    private static bool IsWellFormed(string text, int from)
    {
        for (int i = from; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
            {
                if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                {
                    return false;
                }

                i++;
            }
        }

        return true;
    }

    private static string Replace(string text)
    {
        char[] replaced = text.ToCharArray();
        for (int i = 0; i < replaced.Length; i++)
        {
            if (i + 1 < replaced.Length && char.IsSurrogatePair(replaced[i], replaced[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(replaced[i]))
            {
                replaced[i] = Replacement;
            }
        }

        return new string(replaced);
    }
}
