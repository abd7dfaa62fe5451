using System.Text;
using EqlPS.Evaluation;
using EqlPS.Patterns;
using EqlPS.Values;

namespace EqlPS.Functions;

/// <summary>Functions over text. Positions and lengths count UTF-16 units.</summary>
internal static class TextFunctions
{
    // One long field in a concat of thousands of arguments would take all memory.
    private const int LongestText = 64 * 1024 * 1024;

    public static EqlValue Length(ReadOnlySpan<EqlValue> arguments, bool ignoreCase, FaultCounter faults) =>
        EqlValue.From((long)arguments[0].AsText().Length);

    public static EqlValue String(ReadOnlySpan<EqlValue> arguments, bool ignoreCase, FaultCounter faults) =>
        EqlValue.From(TextForm.Of(arguments[0]));

    public static EqlValue Concat(ReadOnlySpan<EqlValue> arguments, bool ignoreCase, FaultCounter faults)
    {
        var joined = new StringBuilder();
        foreach (EqlValue argument in arguments)
        {
            string text = TextForm.Of(argument)!;
            if (joined.Length + text.Length > LongestText)
            {
                faults.Add(FaultKind.TextTooLong);
                return default;
            }

            joined.Append(text);
        }

        return EqlValue.From(joined.ToString());
    }

    /// <summary>An empty prefix is at the start of every text.</summary>
    public static EqlValue StartsWith(ReadOnlySpan<EqlValue> arguments, bool ignoreCase, FaultCounter faults)
    {
        string source = arguments[0].AsText();
        string prefix = arguments[1].AsText();
        return EqlValue.From(prefix.Length <= source.Length && AreEqual(source.AsSpan(0, prefix.Length), prefix.AsSpan(), ignoreCase));
    }

    /// <summary>An empty suffix is at the end of every text.</summary>
    public static EqlValue EndsWith(ReadOnlySpan<EqlValue> arguments, bool ignoreCase, FaultCounter faults)
    {
        string source = arguments[0].AsText();
        string suffix = arguments[1].AsText();
        return EqlValue.From(
            suffix.Length <= source.Length && AreEqual(source.AsSpan(source.Length - suffix.Length), suffix.AsSpan(), ignoreCase));
    }

    /// <summary>An empty text contains nothing, and nothing contains an empty text.</summary>
    public static EqlValue StringContains(ReadOnlySpan<EqlValue> arguments, bool ignoreCase, FaultCounter faults)
    {
        string source = arguments[0].AsText();
        string substring = arguments[1].AsText();
        return EqlValue.From(source.Length > 0 && substring.Length > 0 && Find(source, substring, 0, ignoreCase) >= 0);
    }

    /// <summary>
    /// Position of the first occurrence at or after the start, from 0; null if there is none. A negative or null start is 0.
    /// </summary>
    public static EqlValue IndexOf(ReadOnlySpan<EqlValue> arguments, bool ignoreCase, FaultCounter faults)
    {
        string source = arguments[0].AsText();
        long start = arguments.Length > 2 && !arguments[2].IsNull ? Math.Max(0, arguments[2].AsInteger()) : 0;
        int position = start > source.Length ? -1 : Find(source, arguments[1].AsText(), (int)start, ignoreCase);
        return position < 0 ? default : EqlValue.From((long)position);
    }

    /// <summary>
    /// The part from start up to, but without, end; negative positions count from the end, positions outside are moved to the edge.
    /// </summary>
    public static EqlValue Substring(ReadOnlySpan<EqlValue> arguments, bool ignoreCase, FaultCounter faults)
    {
        string source = arguments[0].AsText();
        int start = arguments[1].IsNull ? 0 : Clamp(arguments[1].AsInteger(), source.Length);
        int end = arguments.Length < 3 || arguments[2].IsNull ? source.Length : Clamp(arguments[2].AsInteger(), source.Length);
        return EqlValue.From(start >= end ? string.Empty : source.Substring(start, end - start));
    }

    /// <summary>
    /// The text after the first left delimiter, up to the first right one behind it, or when greedy up to the last one of the whole text;
    /// empty text if either is not found; the whole source if it or a delimiter is empty.
    /// </summary>
    public static EqlValue Between(ReadOnlySpan<EqlValue> arguments, bool ignoreCase, FaultCounter faults)
    {
        string source = arguments[0].AsText();
        string left = arguments[1].AsText();
        string right = arguments[2].AsText();
        if (source.Length == 0 || left.Length == 0 || right.Length == 0)
        {
            return arguments[0];
        }

        bool isGreedy = arguments.Length > 3 && arguments[3].IsTrue;
        int start = Find(source, left, 0, ignoreCase);
        if (start < 0)
        {
            return EqlValue.From(string.Empty);
        }

        start += left.Length;
        int end = isGreedy ? FindLast(source, right, ignoreCase) : Find(source, right, start, ignoreCase);
        return EqlValue.From(end < start ? string.Empty : source.Substring(start, end - start));
    }

    private static int Clamp(long position, int length) =>
        position < 0 ? (int)Math.Max(0, position + length) : (int)Math.Min(position, length);

    private static bool AreEqual(ReadOnlySpan<char> left, ReadOnlySpan<char> right, bool ignoreCase) =>
        ignoreCase ? CaseFolding.EqualsIgnoreCase(left, right) : left.SequenceEqual(right);

    private static int Find(string source, string part, int start, bool ignoreCase) =>
        LiteralSearch.IndexOf(source.AsSpan(), part.AsSpan(), start, ignoreCase);

    // Backwards through reversed copies, so that it takes linear time as the search forwards does. Folding looks at neighbours: it
    // goes first.
    private static int FindLast(string source, string part, bool ignoreCase)
    {
        int position = LiteralSearch.IndexOf(Reverse(source, ignoreCase), Reverse(part, ignoreCase), 0, ignoreCase: false);
        return position < 0 ? -1 : source.Length - position - part.Length;
    }

    private static char[] Reverse(string text, bool ignoreCase)
    {
        char[] units = text.ToCharArray();
        if (ignoreCase)
        {
            CaseFolding.Fold(units, units);
        }

        Array.Reverse(units);
        return units;
    }
}
