using EqlPS.Patterns;
using EqlPS.Tests.Support;

namespace EqlPS.Tests.Patterns;

public class WildcardPatternTests
{
    public static IEnumerable<object[]> Cases() => CaseFile.Rows("wildcard.cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Matches_as_the_case_says(int line, string input, string expected)
    {
        PatternCase test = PatternCase.Parse(input);
        bool matches = WildcardPattern.Create(test.Pattern, test.IgnoreCase).IsMatch(test.Text);
        Assert.True(matches == (expected == "yes"), $"line {line}");
    }

    [Theory]
    [InlineData("abc", false)]
    [InlineData("", false)]
    [InlineData("a*", true)]
    [InlineData("?", true)]
    public void Knows_a_wildcard_when_it_sees_one(string text, bool expected) => Assert.Equal(expected, WildcardPattern.HasWildcard(text));

    [Fact]
    public void Agrees_with_a_recursive_matcher_on_random_pairs()
    {
        Random random = new(1234);
        string[] textAlphabet = ["a", "b", "A", "k", "\u212A", "😀", "\uD83D", "\uDE00"];
        string[] patternAlphabet = ["*", "*", "?", "?", .. textAlphabet];
        int matched = 0;
        for (int i = 0; i < 20_000; i++)
        {
            string[] alphabet = i % 2 == 0 ? patternAlphabet.Take(6).ToArray() : patternAlphabet;
            string pattern = Text(random, alphabet, 9);
            bool ignoreCase = random.Next(2) == 0;
            WildcardPattern wildcard = WildcardPattern.Create(pattern, ignoreCase);
            for (int j = 0; j < 5; j++)
            {
                string text = Text(random, i % 2 == 0 ? textAlphabet.Take(3).ToArray() : textAlphabet, 10);
                bool expected = Naive(CodePoints(pattern), 0, CodePoints(text), 0, ignoreCase);
                matched += expected ? 1 : 0;
                if (wildcard.IsMatch(text) != expected)
                {
                    Assert.Fail($"{Show(pattern)} on {Show(text)}, ignoring case {ignoreCase}: expected {expected}");
                }
            }
        }

        Assert.InRange(matched, 10_000, 90_000);
    }

    [Theory]
    [InlineData("*a*a*a*a*a*a*a*a*b", "a", false)]
    [InlineData("*a?a?a?a?b*c", "a", false)]
    [InlineData("*aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa?aaaaaaaaaaaaaaaaaaaaaaaaaaaaaab*", "a", false)]
    [InlineData("*ab?ab?ab?*ba", "ab", false)]
    [InlineData("*ab?b?b?b*", "ab", true)]
    public void Repetitive_texts_take_linear_time(string pattern, string unit, bool expected)
    {
        string text = string.Concat(Enumerable.Repeat(unit, 1_000_000 / unit.Length));
        Assert.Equal(expected, WildcardPattern.Create(pattern, ignoreCase: false).IsMatch(text));
        Assert.Equal(expected, WildcardPattern.Create(pattern, ignoreCase: true).IsMatch(text));
    }

    [Fact]
    public void A_long_pattern_of_open_places_takes_linear_time()
    {
        string block = new string('a', 2_000) + "?" + new string('a', 2_000);
        string text = new('a', 200_000);
        Assert.False(WildcardPattern.Create($"*{block}b*", ignoreCase: false).IsMatch(text));
        Assert.True(WildcardPattern.Create($"*{block}*{block}*", ignoreCase: true).IsMatch(text));
    }

    private static bool Naive(List<int> pattern, int p, List<int> text, int t, bool ignoreCase)
    {
        if (p == pattern.Count)
        {
            return t == text.Count;
        }

        if (pattern[p] == '*')
        {
            return Naive(pattern, p + 1, text, t, ignoreCase) || (t < text.Count && Naive(pattern, p, text, t + 1, ignoreCase));
        }

        return t < text.Count
            && (pattern[p] == '?' || pattern[p] == text[t] || (ignoreCase && Small(pattern[p]) == Small(text[t])))
            && Naive(pattern, p + 1, text, t + 1, ignoreCase);
    }

    private static int Small(int codePoint) => codePoint switch { 'A' => 'a', 0x212A => 'k', _ => codePoint };

    private static List<int> CodePoints(string text)
    {
        List<int> result = [];
        for (int i = 0; i < text.Length; i++)
        {
            bool isPair = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]);
            result.Add(isPair ? char.ConvertToUtf32(text[i], text[++i]) : text[i]);
        }

        return result;
    }

    private static string Show(string text) =>
        string.Join(' ', text.Select(c => c is > ' ' and < '\u007F' ? c.ToString() : $"U+{(int)c:X4}"));

    private static string Text(Random random, string[] alphabet, int maxLength) =>
        string.Concat(Enumerable.Range(0, random.Next(maxLength + 1)).Select(_ => alphabet[random.Next(alphabet.Length)]));
}
