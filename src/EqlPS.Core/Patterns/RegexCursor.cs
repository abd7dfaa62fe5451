using EqlPS.Platform;

namespace EqlPS.Patterns;

/// <summary>A place in the text of a regular expression, moved on by reading; keeps the first error.</summary>
[HotPath]
internal sealed class RegexCursor(string pattern)
{
    /// <summary>UTF-16 offset of what is read next.</summary>
    public int Position { get; set; }

    public RegexError? Error { get; private set; }

    public bool AtEnd => Position >= pattern.Length;

    /// <summary>What is read next; only while not at the end.</summary>
    public char Current => pattern[Position];

    /// <summary>Whether a digit comes next.</summary>
    public bool IsAtDigit => !AtEnd && Current is >= '0' and <= '9';

    /// <summary>The unit after <see cref="Current"/>, or a null character.</summary>
    public char Following => Position + 1 < pattern.Length ? pattern[Position + 1] : '\0';

    /// <summary>Index of the next <paramref name="wanted"/> at or after <paramref name="from"/>, or -1.</summary>
    public int Find(char wanted, int from) => pattern.IndexOf(wanted, from);

    public string Slice(int start, int end) => pattern.Substring(start, end - start);

    /// <summary>Reads <paramref name="wanted"/> if it comes next.</summary>
    public bool Match(char wanted)
    {
        if (AtEnd || Current != wanted)
        {
            return false;
        }

        Position++;
        return true;
    }

    /// <summary>Reads a code point, or a lone surrogate.</summary>
    public int ReadCodePoint()
    {
        char unit = pattern[Position++];
        return char.IsHighSurrogate(unit) && !AtEnd && char.IsLowSurrogate(Current)
            ? char.ConvertToUtf32(unit, pattern[Position++])
            : unit;
    }

    /// <summary>Reads a code point that an escape character may precede. False with an error where nothing follows that.</summary>
    public bool TryReadCharacter(out int codePoint)
    {
        int start = Position;
        if (Match('\\') && AtEnd)
        {
            codePoint = 0;
            Fail(start, "Nothing follows the escape character '\\' (a literal backslash is written \\\\).");
            return false;
        }

        codePoint = ReadCodePoint();
        return true;
    }

    /// <summary>Notes an error and gives null.</summary>
    public RegexSyntax? Fail(int position, string message)
    {
        Error ??= new RegexError(position, message);
        return null;
    }
}
