namespace EqlPS.Patterns;

/// <summary>Reads repeat counts: <c>{n}</c>, <c>{n,}</c>, <c>{n,m}</c>.</summary>
internal sealed class RegexCounts(RegexCursor cursor)
{
    /// <summary>Reads what follows the brace at <paramref name="start"/>; false with an error where Lucene refuses it.</summary>
    public bool TryRead(int start, out int min, out int max)
    {
        max = RegexSyntax.Unbounded;
        if (!TryReadNumber(out min))
        {
            return false;
        }

        if (!cursor.Match(','))
        {
            max = min;
        }
        else if (cursor.IsAtDigit && !TryReadNumber(out max))
        {
            return false;
        }

        if (!cursor.Match('}'))
        {
            cursor.Fail(start, "This repeat count is not closed: '}' is missing.");
            return false;
        }

        if (max != RegexSyntax.Unbounded && min > max)
        {
            cursor.Fail(start, $"The repeat counts are out of order: {min} is more than {max}.");
            return false;
        }

        return true;
    }

    private bool TryReadNumber(out int number)
    {
        int start = cursor.Position;
        long value = 0;
        for (; cursor.IsAtDigit && value <= int.MaxValue; cursor.Position++)
        {
            value = (value * 10) + (cursor.Current - '0');
        }

        number = (int)Math.Min(value, int.MaxValue);
        if (cursor.Position == start)
        {
            cursor.Fail(start, "A repeat count must be a number (a literal '{' is written \\{).");
            return false;
        }

        if (value > int.MaxValue)
        {
            cursor.Fail(start, "The repeat count is too large.");
            return false;
        }

        return true;
    }
}
