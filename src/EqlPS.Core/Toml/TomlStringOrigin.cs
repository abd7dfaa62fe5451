namespace EqlPS.Toml;

/// <summary>Maps offsets of a decoded string to the file it was read from.</summary>
/// <param name="start">Where the string's content starts.</param>
/// <param name="jumps">Triples (offset in the decoded string, line, column), one behind every escape; null where there is none.</param>
internal readonly struct TomlStringOrigin(TomlPosition start, int[]? jumps)
{
    public TomlPosition Start { get; } = start;

    /// <param name="text">The decoded string.</param>
    /// <param name="offset">UTF-16 code units from its start; held to the string's length.</param>
    public TomlPosition Locate(string text, int offset)
    {
        offset = Math.Max(0, Math.Min(offset, text.Length));
        int from = 0;
        int line = Start.Line;
        int column = Start.Column;
        if (jumps is not null && FindJump(jumps, offset) is int jump and >= 0)
        {
            from = jumps[jump];
            line = jumps[jump + 1];
            column = jumps[jump + 2];
        }

        // Behind the last escape before the offset every LF of the decoded string is a line end of the file.
        for (int i = from; i < offset; i++)
        {
            if (text[i] == '\n')
            {
                line++;
                column = 1;
            }
            else
            {
                column++;
            }
        }

        return new TomlPosition(line, column);
    }

    private static int FindJump(int[] jumps, int offset)
    {
        int low = 0;
        int high = jumps.Length / 3;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (jumps[middle * 3] <= offset)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return (low - 1) * 3;
    }
}
