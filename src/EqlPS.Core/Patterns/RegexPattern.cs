using System.Diagnostics.CodeAnalysis;

namespace EqlPS.Patterns;

/// <summary>
/// A regular expression in Lucene's dialect with all optional operators on, which stands for a whole text. Matching takes time in
/// proportion to the text. Immutable to its users and safe to share between threads.
/// </summary>
internal sealed class RegexPattern
{
    /// <summary>The most UTF-16 units of an expression, or of all expressions of a list together.</summary>
    public const int MaxLength = 100_000;

    // An exact repeat of "any character" up to this count is written out for the simpler matcher.
    private const int MaxWrittenOut = 16;

    private readonly WildcardPattern? _wildcard;
    private readonly RegexAutomaton? _automaton;

    private RegexPattern(WildcardPattern wildcard)
    {
        _wildcard = wildcard;
    }

    private RegexPattern(RegexAutomaton automaton)
    {
        _automaton = automaton;
    }

    /// <summary>Reads an expression.</summary>
    /// <param name="pattern">The expression.</param>
    /// <param name="ignoreCase">Whether characters, ranges and classes match by simple case folding.</param>
    /// <param name="regex">The compiled expression, null when it is refused.</param>
    /// <param name="error">Why it is refused, else null.</param>
    public static bool TryParse(
        string pattern, bool ignoreCase, [NotNullWhen(true)] out RegexPattern? regex, [NotNullWhen(false)] out RegexError? error) =>
        TryParse([pattern], ignoreCase, out regex, out error);

    /// <summary>
    /// Reads a list of expressions as alternatives; an empty list matches nothing. The error tells which of them it is about.
    /// </summary>
    public static bool TryParse(
        IReadOnlyList<string> patterns,
        bool ignoreCase,
        [NotNullWhen(true)] out RegexPattern? regex,
        [NotNullWhen(false)] out RegexError? error)
    {
        regex = null;
        List<RegexSyntax> alternatives = new(patterns.Count);
        long length = 0;
        for (int i = 0; i < patterns.Count; i++)
        {
            length += patterns[i].Length;
            if (length > MaxLength)
            {
                error = TooLarge(i);
                return false;
            }

            RegexSyntax? alternative = RegexParser.Parse(patterns[i], ignoreCase, out RegexError? found);
            if (alternative is null)
            {
                error = found! with { PatternIndex = i };
                return false;
            }

            alternatives.Add(alternative);
        }

        RegexSyntax syntax = RegexSyntax.Alternatives(alternatives);
        List<int>? elements = ToWildcard(syntax);
        RegexAutomaton? automaton = elements is null ? RegexCompiler.Compile(syntax, (int)length) : null;
        if (elements is null && automaton is null)
        {
            error = TooLarge(FirstTooLarge(patterns, alternatives));
            return false;
        }

        regex = elements is null ? new RegexPattern(automaton!) : new RegexPattern(WildcardPattern.Create(elements, ignoreCase));
        error = null;
        return true;
    }

    /// <summary>Whether the whole text matches, code point by code point; a lone surrogate counts as one.</summary>
    public bool IsMatch(ReadOnlySpan<char> text) => _wildcard is null ? _automaton!.IsMatch(text) : _wildcard.IsMatch(text);

    private static RegexError TooLarge(int patternIndex) => new(0, "The expression is too large.", patternIndex);

    private static int FirstTooLarge(IReadOnlyList<string> patterns, List<RegexSyntax> alternatives)
    {
        for (int i = 0; i < alternatives.Count; i++)
        {
            if (RegexCompiler.Compile(alternatives[i], patterns[i].Length) is null)
            {
                return i;
            }
        }

        return 0;
    }

    /// <summary>The expression as a wildcard pattern, where it is a row of literals, <c>.</c> and <c>.*</c>; else null.</summary>
    private static List<int>? ToWildcard(RegexSyntax syntax)
    {
        List<int> elements = [];
        IReadOnlyList<RegexSyntax> items = syntax.Kind == RegexSyntaxKind.Sequence ? syntax.Children : [syntax];
        foreach (RegexSyntax item in items)
        {
            if (item.Kind == RegexSyntaxKind.Set && (item.Literal >= 0 || item == RegexSyntax.AnyCharacter))
            {
                elements.Add(item.Literal >= 0 ? item.Literal : WildcardPattern.AnyOne);
            }
            else if (IsWildcardRepeat(item))
            {
                for (int i = 0; i < item.Min; i++)
                {
                    elements.Add(WildcardPattern.AnyOne);
                }

                if (item.Max == RegexSyntax.Unbounded)
                {
                    elements.Add(WildcardPattern.AnyRun);
                }
            }
            else
            {
                return null;
            }
        }

        return elements;
    }

    private static bool IsWildcardRepeat(RegexSyntax item) =>
        item.Kind == RegexSyntaxKind.Repeat
        && item.Children[0] == RegexSyntax.AnyCharacter
        && item.Min <= MaxWrittenOut
        && (item.Max == RegexSyntax.Unbounded || item.Max == item.Min);
}
