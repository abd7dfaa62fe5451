using EqlPS.Patterns;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Evaluation.Tests;

/// <summary><c>field : (patterns)</c>, <c>like</c> and <c>like~</c>: plain texts by hash, then the wildcard patterns one by one.</summary>
[HotPath]
internal sealed class TextPatternTest : ValueTest
{
    private readonly HashSet<string>? _texts;
    private readonly WildcardPattern[] _patterns;

    public TextPatternTest(IReadOnlyList<string> patterns, bool ignoresCase)
    {
        Patterns = patterns;
        IgnoresCase = ignoresCase;
        var plain = new HashSet<string>(
            patterns.Where(p => !WildcardPattern.HasWildcard(p)), ignoresCase ? FoldedTextComparer.Instance : StringComparer.Ordinal);
        _texts = plain.Count > 0 ? plain : null;
        _patterns = patterns.Where(WildcardPattern.HasWildcard).Select(p => WildcardPattern.Create(p, ignoresCase)).ToArray();
    }

    public IReadOnlyList<string> Patterns { get; }

    public bool IgnoresCase { get; }

    /// <summary>How many of the patterns have wildcards.</summary>
    public int WildcardCount => _patterns.Length;

    public override bool Passes(in EqlValue value, FaultCounter faults)
    {
        string text = TextForm.Of(value)!;
        if (_texts is not null && _texts.Contains(text))
        {
            return true;
        }

        foreach (WildcardPattern pattern in _patterns)
        {
            if (pattern.IsMatch(text.AsSpan()))
            {
                return true;
            }
        }

        return false;
    }
}
