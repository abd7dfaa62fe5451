using EqlPS.Platform;

namespace EqlPS.Patterns;

/// <summary>What stands between two <c>*</c> of a wildcard pattern: literal text in which some places are open to any code point.</summary>
[HotPath]
internal sealed class WildcardSegment
{
    private readonly string _text;
    private readonly bool[]? _isOpen;
    private readonly bool _ignoreCase;

    /// <param name="text">The literal text; what stands at open places is of no importance.</param>
    /// <param name="isOpen">Which places are open, or null for none.</param>
    /// <param name="ignoreCase">Whether to compare by fold.</param>
    public WildcardSegment(string text, bool[]? isOpen, bool ignoreCase)
    {
        _text = text;
        _isOpen = isOpen;
        _ignoreCase = ignoreCase;
    }

    /// <summary>The fewest UTF-16 units that match.</summary>
    public int Length => _text.Length;

    /// <summary>The end of the match that begins at <paramref name="start"/>, or -1.</summary>
    public int MatchFrom(ReadOnlySpan<char> text, int start)
    {
        if (text.Length - start < _text.Length)
        {
            return -1;
        }

        if (_isOpen is null)
        {
            return LiteralSearch.IsAt(text, start, _text.AsSpan(), _ignoreCase) ? start + _text.Length : -1;
        }

        int at = start;
        for (int i = 0; i < _text.Length; i++, at++)
        {
            if (at >= text.Length || (!_isOpen[i] && !AreEqual(text, at, i)))
            {
                return -1;
            }

            bool isPair = _isOpen[i] && char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]);
            at += isPair ? 1 : 0;
        }

        return at;
    }

    /// <summary>The start of the match that ends at the end of the text and begins at <paramref name="floor"/> or later, or -1.</summary>
    public int MatchToEnd(ReadOnlySpan<char> text, int floor)
    {
        int at = text.Length;
        if (at - floor < _text.Length)
        {
            return -1;
        }

        if (_isOpen is null)
        {
            at -= _text.Length;
            return LiteralSearch.IsAt(text, at, _text.AsSpan(), _ignoreCase) ? at : -1;
        }

        for (int i = _text.Length - 1; i >= 0; i--)
        {
            at--;
            if (at < floor || (!_isOpen[i] && !AreEqual(text, at, i)))
            {
                return -1;
            }

            bool isPair = _isOpen[i] && char.IsLowSurrogate(text[at]) && at > floor && char.IsHighSurrogate(text[at - 1]);
            at -= isPair ? 1 : 0;
        }

        return at;
    }

    /// <summary>The end of the first match at or after <paramref name="start"/>, or -1. The segment begins with a literal.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where to begin.</param>
    /// <param name="patience">Comparisons left; below zero the search has been given up.</param>
    public int Find(ReadOnlySpan<char> text, int start, ref long patience)
    {
        if (_isOpen is null)
        {
            int found = LiteralSearch.IndexOf(text, _text.AsSpan(), start, _ignoreCase);
            return found < 0 ? -1 : found + _text.Length;
        }

        int firstOpen = Array.IndexOf(_isOpen, true);
        ReadOnlySpan<char> head = _text.AsSpan(0, firstOpen);
        while (patience >= 0)
        {
            int found = LiteralSearch.IndexOf(text, head, start, _ignoreCase);
            if (found < 0)
            {
                return -1;
            }

            int end = MatchFrom(text, found);
            if (end >= 0)
            {
                return end;
            }

            patience -= _text.Length;
            start = found + 1;
        }

        return -1;
    }

    private bool AreEqual(ReadOnlySpan<char> text, int at, int index)
    {
        if (text[at] == _text[index])
        {
            return true;
        }

        return _ignoreCase && CaseFolding.FoldAt(text, at) == CaseFolding.FoldAt(_text.AsSpan(), index);
    }
}
