using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace EqlPS.Patterns;

/// <summary>
/// Builds the expression for <c>&lt;from-to&gt;</c>. Bounds written with equally many digits match numbers of just that width;
/// else the number may have any number of leading zeros. The bounds may be in either order, as Lucene has it.
/// </summary>
internal static class NumericInterval
{
    public static bool TryCreate(string from, string to, [NotNullWhen(true)] out RegexSyntax? interval)
    {
        interval = null;
        if (!TryParse(from, out int low) || !TryParse(to, out int high))
        {
            return false;
        }

        (low, high) = (Math.Min(low, high), Math.Max(low, high));
        bool isFixedWidth = from.Length == to.Length;
        int width = isFixedWidth ? from.Length : Digits(high, 0).Length;
        RegexSyntax numbers;
        if (isFixedWidth)
        {
            numbers = Between(Digits(low, width), Digits(high, width), 0);
        }
        else
        {
            List<RegexSyntax> byWidth = [];
            for (int digits = Digits(low, 0).Length; digits <= width; digits++)
            {
                string least = digits == Digits(low, 0).Length ? Digits(low, 0) : "1".PadRight(digits, '0');
                string most = digits == width ? Digits(high, 0) : new string('9', digits);
                byWidth.Add(Between(least, most, 0));
            }

            RegexSyntax zeros = RegexSyntax.Repeat(Digit('0', '0'), 0, RegexSyntax.Unbounded);
            numbers = RegexSyntax.Sequence([zeros, RegexSyntax.Alternatives(byWidth)]);
        }

        interval = numbers;
        return true;
    }

    private static bool TryParse(string text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private static string Digits(int value, int width) => value.ToString(CultureInfo.InvariantCulture).PadLeft(width, '0');

    /// <summary>
    /// All texts of one width from <paramref name="low"/> to <paramref name="high"/>, looking from <paramref name="index"/> on.
    /// </summary>
    private static RegexSyntax Between(string low, string high, int index)
    {
        // The common start is a loop: zeros may be written without end, other digits not.
        List<RegexSyntax> items = [];
        for (; index < low.Length && low[index] == high[index]; index++)
        {
            items.Add(Digit(low[index], low[index]));
        }

        if (index < low.Length)
        {
            items.Add(Diverging(low, high, index));
        }

        return RegexSyntax.Sequence(items);
    }

    private static RegexSyntax Diverging(string low, string high, int index)
    {
        int rest = low.Length - index - 1;
        string zeros = new('0', rest);
        string nines = new('9', rest);
        bool fromZero = string.CompareOrdinal(low, index + 1, zeros, 0, rest) == 0;
        bool toNine = string.CompareOrdinal(high, index + 1, nines, 0, rest) == 0;

        // A first digit whose followers are free joins the middle; at most the two ends are left to look into.
        char first = fromZero ? low[index] : (char)(low[index] + 1);
        char last = toNine ? high[index] : (char)(high[index] - 1);
        List<RegexSyntax> options = [];
        if (!fromZero)
        {
            options.Add(RegexSyntax.Sequence([Digit(low[index], low[index]), Between(low.Substring(index + 1), nines, 0)]));
        }

        if (first <= last)
        {
            options.Add(RegexSyntax.Sequence([Digit(first, last), RegexSyntax.Repeat(Digit('0', '9'), rest, rest)]));
        }

        if (!toNine)
        {
            options.Add(RegexSyntax.Sequence([Digit(high[index], high[index]), Between(zeros, high.Substring(index + 1), 0)]));
        }

        return RegexSyntax.Alternatives(options);
    }

    private static RegexSyntax Digit(char first, char last) => RegexSyntax.OfSet(CharSet.FromRanges([(first, last)]));
}
