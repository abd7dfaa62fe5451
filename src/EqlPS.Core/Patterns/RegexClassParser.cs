using System.Diagnostics.CodeAnalysis;

namespace EqlPS.Patterns;

/// <summary>Reads character classes, in brackets and as shorthands, with the ASCII meaning Lucene gives the latter.</summary>
internal sealed class RegexClassParser(RegexCursor cursor, bool ignoreCase)
{
    /// <summary>Reads a class from its bracket on; null with an error where it is not well formed.</summary>
    public RegexSyntax? Parse()
    {
        int start = cursor.Position++;
        bool isNegated = cursor.Match('^');
        List<(int, int)> ranges = [];

        // The first member may be a bracket.
        do
        {
            if (cursor.AtEnd)
            {
                break;
            }

            if (TryReadShorthand(out CharSet? set))
            {
                for (int i = 0; i < set.RangeCount; i++)
                {
                    ranges.Add((set.First(i), set.Last(i)));
                }

                continue;
            }

            int memberStart = cursor.Position;
            if (!cursor.TryReadCharacter(out int first))
            {
                return null;
            }

            int last = first;
            if (cursor.Match('-'))
            {
                if (cursor.AtEnd)
                {
                    break;
                }

                if (!cursor.TryReadCharacter(out last))
                {
                    return null;
                }

                if (last < first)
                {
                    return cursor.Fail(memberStart, "The range runs backwards: its first character comes after its last.");
                }
            }

            ranges.Add((first, last));
        }
        while (!cursor.AtEnd && cursor.Current != ']');

        if (!cursor.Match(']'))
        {
            return cursor.Fail(start, "This character class is not closed: ']' is missing.");
        }

        CharSet members = Close(CharSet.FromRanges(ranges));
        return RegexSyntax.OfSet(isNegated ? members.Complement() : members);
    }

    /// <summary>Reads <c>\d</c>, <c>\w</c>, <c>\s</c> or one of their opposites if it comes next; not to be asked at the end.</summary>
    public bool TryReadShorthand([NotNullWhen(true)] out CharSet? set)
    {
        char letter = cursor.Current == '\\' ? cursor.Following : '\0';
        set = letter switch
        {
            'd' or 'D' => CharSet.Digits,
            'w' or 'W' => CharSet.WordCharacters,
            's' or 'S' => CharSet.WhiteSpace,
            _ => null,
        };
        if (set is null)
        {
            return false;
        }

        // Closed before it is turned round: ignoring case, \W is what \w is not, and not also what some letter outside ASCII folds to.
        cursor.Position += 2;
        set = Close(set);
        set = letter is 'D' or 'W' or 'S' ? set.Complement() : set;
        return true;
    }

    private CharSet Close(CharSet set) => ignoreCase ? set.CloseUnderCase() : set;
}
