using EqlPS.Platform;

namespace EqlPS.Patterns;

/// <summary>
/// A pattern of <c>like</c> and <c>:</c> that stands for a whole text: <c>*</c> is any run, empty and line ends included, <c>?</c> is one
/// code point, everything else is itself. Immutable and safe to share between threads.
/// </summary>
[HotPath]
internal sealed class WildcardPattern
{
    /// <summary>Stands for <c>*</c> among the code points of a pattern.</summary>
    public const int AnyRun = -1;

    /// <summary>Stands for <c>?</c> among the code points of a pattern.</summary>
    public const int AnyOne = -2;

    private const int PatiencePerUnit = 8;
    private const int InitialPatience = 4096;

    private readonly WildcardSegment[] _segments;
    private readonly int _minLength;

    // Takes over from the segments where those could need time in proportion to text times pattern.
    private readonly Lazy<RegexAutomaton> _automaton;
    private readonly bool _needsAutomaton;

    private WildcardPattern(List<int> elements, bool ignoreCase)
    {
        _automaton = new Lazy<RegexAutomaton>(() => CreateAutomaton(elements, ignoreCase));
        _needsAutomaton = elements.Exists(static element => element is >= 0xD800 and <= 0xDFFF);
        _segments = Split(elements, ignoreCase);
        foreach (WildcardSegment segment in _segments)
        {
            _minLength += segment.Length;
        }
    }

    /// <summary>Whether a text holds <c>*</c> or <c>?</c>, without which it is matched by equality.</summary>
    public static bool HasWildcard(string pattern) => pattern.AsSpan().IndexOfAny('*', '?') >= 0;

    /// <summary>Reads a pattern; every text is one.</summary>
    public static WildcardPattern Create(string pattern, bool ignoreCase)
    {
        List<int> elements = new(pattern.Length);
        for (int i = 0; i < pattern.Length; i++)
        {
            char unit = pattern[i];
            if (char.IsHighSurrogate(unit) && i + 1 < pattern.Length && char.IsLowSurrogate(pattern[i + 1]))
            {
                elements.Add(char.ConvertToUtf32(unit, pattern[++i]));
            }
            else
            {
                elements.Add(unit == '*' ? AnyRun : unit == '?' ? AnyOne : unit);
            }
        }

        return Create(elements, ignoreCase);
    }

    /// <summary>A pattern of code points, <see cref="AnyRun"/> and <see cref="AnyOne"/>.</summary>
    public static WildcardPattern Create(List<int> elements, bool ignoreCase) => new(Normalize(elements), ignoreCase);

    /// <summary>Whether the whole text matches. Time in proportion to the text; no allocation on real texts.</summary>
    public bool IsMatch(ReadOnlySpan<char> text)
    {
        if (_needsAutomaton)
        {
            return _automaton.Value.IsMatch(text);
        }

        if (text.Length < _minLength)
        {
            return false;
        }

        int at = _segments[0].MatchFrom(text, 0);
        if (_segments.Length == 1)
        {
            return at == text.Length;
        }

        int end = at < 0 ? -1 : _segments[_segments.Length - 1].MatchToEnd(text, at);
        if (end < 0)
        {
            return false;
        }

        ReadOnlySpan<char> middle = text.Slice(0, end);
        long patience = InitialPatience + ((long)PatiencePerUnit * text.Length);
        for (int i = 1; i < _segments.Length - 1; i++)
        {
            // The first place where a segment fits leaves the most to the ones after it.
            at = _segments[i].Find(middle, at, ref patience);
            if (patience < 0)
            {
                return _automaton.Value.IsMatch(text);
            }

            if (at < 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Puts every <c>?</c> of a run of wildcards before one <c>*</c>, so that what follows a <c>*</c> begins with a literal.
    /// </summary>
    private static List<int> Normalize(List<int> elements)
    {
        List<int> result = new(elements.Count);
        bool isRunPending = false;
        foreach (int element in elements)
        {
            if (element == AnyRun)
            {
                isRunPending = true;
                continue;
            }

            if (isRunPending && element != AnyOne)
            {
                result.Add(AnyRun);
                isRunPending = false;
            }

            result.Add(element);
        }

        if (isRunPending)
        {
            result.Add(AnyRun);
        }

        return result;
    }

    private static WildcardSegment[] Split(List<int> elements, bool ignoreCase)
    {
        List<WildcardSegment> segments = [];
        int start = 0;
        for (int i = 0; i <= elements.Count; i++)
        {
            if (i == elements.Count || elements[i] == AnyRun)
            {
                segments.Add(CreateSegment(elements.GetRange(start, i - start), ignoreCase));
                start = i + 1;
            }
        }

        return segments.ToArray();
    }

    private static WildcardSegment CreateSegment(List<int> elements, bool ignoreCase)
    {
        List<char> units = [];
        List<bool> isOpen = [];
        foreach (int element in elements)
        {
            if (element >= 0x10000)
            {
                units.Add((char)(0xD800 + ((element - 0x10000) >> 10)));
                isOpen.Add(false);
                units.Add((char)(0xDC00 + (element & 0x3FF)));
            }
            else
            {
                units.Add(element == AnyOne ? '\0' : (char)element);
            }

            isOpen.Add(element == AnyOne);
        }

        return new WildcardSegment(new string(units.ToArray()), isOpen.Contains(true) ? isOpen.ToArray() : null, ignoreCase);
    }

    private static RegexAutomaton CreateAutomaton(List<int> elements, bool ignoreCase)
    {
        Dictionary<int, RegexSyntax> known = new() { [AnyRun] = RegexSyntax.AnyText, [AnyOne] = RegexSyntax.AnyCharacter };
        List<RegexSyntax> items = new(elements.Count);
        foreach (int element in elements)
        {
            if (!known.TryGetValue(element, out RegexSyntax? item))
            {
                CharSet set = CharSet.Single(element);
                item = RegexSyntax.OfSet(ignoreCase ? set.CloseUnderCase() : set);
                known.Add(element, item);
            }

            items.Add(item);
        }

        // Cost grows with the length of a pattern without counts and complements, so none is too large.
        return RegexCompiler.Compile(RegexSyntax.Sequence(items), items.Count)!;
    }
}
