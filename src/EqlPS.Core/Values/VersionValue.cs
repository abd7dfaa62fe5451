namespace EqlPS.Values;

/// <summary>
/// A value of a <c>version</c> field in Elasticsearch's order: numeric parts as numbers of any size and in any count, a pre-release before
/// its release, build metadata as a last tie-break. A text that is no version is a value too, after all versions and ordered by code point.
/// </summary>
/// <remarks>
/// A version is <c>1.2.3-alpha.1+build</c>: no leading zeros in numbers, identifiers of ASCII letters, digits and hyphens, none empty.
/// Fewer parts come first (1.0 before 1.0.0). Pre-release identifiers of digits are numbers and come before others; where others differ
/// their bytes decide, the separators included, so <c>-alpha-x</c> precedes <c>-alpha.1</c> unlike in Semantic Versioning. Equality is that
/// of the text.
/// </remarks>
internal sealed class VersionValue : IComparable<VersionValue>, IEquatable<VersionValue>
{
    // Where the numbers end; negative if the text is no version.
    private readonly int _mainEnd;

    public VersionValue(string text)
    {
        Text = text ?? throw new ArgumentNullException(nameof(text));
        _mainEnd = FindMainEnd(text);
    }

    /// <summary>The text as given.</summary>
    public string Text { get; }

    /// <summary>Whether the text is a version by the rules above.</summary>
    public bool IsValid => _mainEnd >= 0;

    /// <summary>Whether this is a version with a pre-release part.</summary>
    public bool IsPrerelease => IsValid && _mainEnd < Text.Length && Text[_mainEnd] == '-';

    /// <summary>Compares in the order described above; null comes first. Zero means equal texts.</summary>
    public int CompareTo(VersionValue? other)
    {
        if (other is null)
        {
            return 1;
        }

        if (!IsValid || !other.IsValid)
        {
            return IsValid ? -1 : other.IsValid ? 1 : CodePointComparer.Compare(Text.AsSpan(), other.Text.AsSpan());
        }

        int order = CompareNumbers(Text.AsSpan(0, _mainEnd), other.Text.AsSpan(0, other._mainEnd));
        if (order != 0)
        {
            return order;
        }

        return IsPrerelease != other.IsPrerelease
            ? (IsPrerelease ? -1 : 1)
            : CompareTails(Text.AsSpan(_mainEnd), other.Text.AsSpan(other._mainEnd));
    }

    public bool Equals(VersionValue? other) => other is not null && string.Equals(Text, other.Text, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as VersionValue);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Text);

    public override string ToString() => Text;

    private static int CompareNumbers(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        while (true)
        {
            ReadOnlySpan<char> a = left.Slice(0, CountDigits(left));
            ReadOnlySpan<char> b = right.Slice(0, CountDigits(right));
            int order = CompareNumber(a, b);
            if (order != 0 || a.Length == left.Length || b.Length == right.Length)
            {
                return order != 0 ? order : left.Length - right.Length;
            }

            left = left.Slice(a.Length + 1);
            right = right.Slice(b.Length + 1);
        }
    }

    // Without leading zeros the longer number is the larger.
    private static int CompareNumber(ReadOnlySpan<char> left, ReadOnlySpan<char> right) =>
        left.Length != right.Length ? left.Length - right.Length : left.SequenceCompareTo(right);

    // "-pre.1+build", "+build" or nothing; both have a pre-release or neither.
    private static int CompareTails(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        while (left.Length > 0 && right.Length > 0 && left[0] == right[0] && left[0] != '+')
        {
            left = left.Slice(1);
            right = right.Slice(1);
            int a = IdentifierLength(left, out bool leftNumeric);
            int b = IdentifierLength(right, out bool rightNumeric);
            if (leftNumeric != rightNumeric)
            {
                return leftNumeric ? -1 : 1;
            }

            if (!leftNumeric)
            {
                int common = 0;
                while (common < a && common < b && left[common] == right[common])
                {
                    common++;
                }

                if (common < a || common < b)
                {
                    return left.Slice(common).SequenceCompareTo(right.Slice(common));
                }
            }
            else if (CompareNumber(left.Slice(0, a), right.Slice(0, b)) is not 0 and int order)
            {
                return order;
            }

            left = left.Slice(a);
            right = right.Slice(b);
        }

        return left.SequenceCompareTo(right);
    }

    private static int FindMainEnd(string text)
    {
        int position = 0;
        while (true)
        {
            int digits = CountDigits(text.AsSpan(position));
            if (digits == 0 || (digits > 1 && text[position] == '0'))
            {
                return -1;
            }

            position += digits;
            if (position == text.Length || text[position] != '.')
            {
                return IsTail(text.AsSpan(position)) ? position : -1;
            }

            position++;
        }
    }

    private static bool IsTail(ReadOnlySpan<char> tail)
    {
        bool build = false;
        while (tail.Length > 0)
        {
            bool starts = tail[0] == '+' ? !build : tail[0] is '-' or '.';
            build |= tail[0] == '+';
            tail = tail.Slice(1);
            int length = IdentifierLength(tail, out bool numeric);
            if (!starts || length == 0 || (numeric && !build && length > 1 && tail[0] == '0'))
            {
                return false;
            }

            tail = tail.Slice(length);
        }

        return true;
    }

    private static int IdentifierLength(ReadOnlySpan<char> text, out bool numeric)
    {
        int length = 0;
        numeric = true;
        for (; length < text.Length && (IsDigit(text[length]) || IsLetterOrHyphen(text[length])); length++)
        {
            numeric &= IsDigit(text[length]);
        }

        return length;
    }

    private static int CountDigits(ReadOnlySpan<char> text)
    {
        int count = 0;
        while (count < text.Length && IsDigit(text[count]))
        {
            count++;
        }

        return count;
    }

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    private static bool IsLetterOrHyphen(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '-';
}
