using EqlPS.Patterns;
using EqlPS.Tests.Support;

namespace EqlPS.Tests.Patterns;

public class RegexPatternTests
{
    public static IEnumerable<object[]> Cases() => CaseFile.Rows("regex.cases");

    public static IEnumerable<object[]> ErrorCases() => CaseFile.Rows("regex-errors.cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Matches_as_the_case_says(int line, string input, string expected)
    {
        PatternCase test = PatternCase.Parse(input);
        Assert.True(RegexPattern.TryParse(test.Pattern, test.IgnoreCase, out RegexPattern? regex, out RegexError? error), error?.Message);
        Assert.True(regex.IsMatch(test.Text) == (expected == "yes"), $"line {line}");
    }

    [Theory]
    [MemberData(nameof(ErrorCases))]
    public void Refuses_as_the_case_says(int line, string input, string expected)
    {
        Assert.False(RegexPattern.TryParse(input, ignoreCase: false, out _, out RegexError? error), $"line {line}");
        Assert.Equal(expected, $"{error.Position} {error.Message}");
        Assert.Equal(0, error.PatternIndex);
    }

    [Fact]
    public void A_list_is_a_choice()
    {
        Assert.True(RegexPattern.TryParse(["foo.*", "b{2}", "~(.+)"], ignoreCase: true, out RegexPattern? regex, out _));
        Assert.True(regex.IsMatch("FOOx"));
        Assert.True(regex.IsMatch("bb"));
        Assert.True(regex.IsMatch(""));
        Assert.False(regex.IsMatch("b"));
        Assert.True(RegexPattern.TryParse([], ignoreCase: false, out RegexPattern? none, out _));
        Assert.False(none.IsMatch(""));
    }

    [Fact]
    public void An_error_in_a_list_names_the_pattern()
    {
        Assert.False(RegexPattern.TryParse(["a", "b)", "("], ignoreCase: false, out _, out RegexError? error));
        Assert.Equal((1, 1), (error.PatternIndex, error.Position));
        Assert.False(RegexPattern.TryParse(["a", "b", ".*(a{1000}){1000}"], ignoreCase: false, out _, out error));
        Assert.Equal((2, 0), (error.PatternIndex, error.Position));
        Assert.False(RegexPattern.TryParse(["a", new string('b', RegexPattern.MaxLength)], ignoreCase: false, out _, out error));
        Assert.Equal((1, 0), (error.PatternIndex, error.Position));
    }

    [Fact]
    public void Lone_surrogates_are_one_unit_each()
    {
        Assert.True(Parse(".").IsMatch("\uD83D"));
        Assert.True(Parse("..").IsMatch("\uDE00\uD83D"));
        Assert.False(Parse("..").IsMatch("\uD83D\uDE00"));
        Assert.False(Parse("\uD83D.").IsMatch("\uD83D\uDE00"));
        Assert.True(Parse("[\uD83D]+").IsMatch("\uD83D\uD83D"));
    }

    /// <summary>100,000 pairs against a matcher that tries everything.</summary>
    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 4)]
    [InlineData(3, 5)]
    [InlineData(4, 2)]
    public void Agrees_with_the_model_on_random_pairs(int seed, int depth)
    {
        RegexModelGenerator generator = new(new Random(seed));
        int matched = 0;
        for (int i = 0; i < 5_000; i++)
        {
            RegexModel model = generator.Model(depth);
            bool ignoreCase = i % 2 == 0;
            RegexPattern regex = Parse(model.ToString(), ignoreCase);
            for (int j = 0; j < 5; j++)
            {
                int[] text = generator.Text(j == 0 ? 20 : 7);
                bool expected = model.IsMatch(text, ignoreCase);
                matched += expected ? 1 : 0;
                if (regex.IsMatch(string.Concat(text.Select(RegexModelGenerator.Character))) != expected)
                {
                    string codes = string.Join(' ', text.Select(c => $"U+{c:X4}"));
                    Assert.Fail($"{model} on {codes}, ignoring case {ignoreCase}: expected {expected}");
                }
            }
        }

        Assert.InRange(matched, 3_000, 22_000);
    }

    internal static RegexPattern Parse(string pattern, bool ignoreCase = false)
    {
        bool isParsed = RegexPattern.TryParse(pattern, ignoreCase, out RegexPattern? regex, out RegexError? error);
        return isParsed ? regex! : throw new InvalidDataException($"{pattern}: {error!.Position} {error.Message}");
    }
}
