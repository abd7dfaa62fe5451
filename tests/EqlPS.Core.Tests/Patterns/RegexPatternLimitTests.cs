using EqlPS.Patterns;

namespace EqlPS.Tests.Patterns;

/// <summary>Hostile expressions and texts: nothing may crash, hang or grow.</summary>
public class RegexPatternLimitTests
{
    private const int SmallStack = 256 * 1024;

    [Theory]
    [InlineData("(a*)*b", 'a', false)]
    [InlineData("(a|aa)+\\$", 'a', false)]
    [InlineData("(a|a)*", 'a', true)]
    [InlineData("(a|a|a?)+b", 'a', false)]
    [InlineData(".*.*.*.*x", 'a', false)]
    [InlineData("(x+x+)+y", 'x', false)]
    [InlineData("((a+)+)+b", 'a', false)]
    [InlineData("~(.*a.{20})", 'a', false)]
    [InlineData("(a{1000}){1000}", 'a', true)]
    [InlineData("(a{1,1000}){1000}", 'a', true)]
    [InlineData("(a{2}){3,}", 'a', true)]
    [InlineData(".*a.{0,500}b", 'a', false)]
    [InlineData("(.*a.*){30}&~(.*b.*)", 'a', true)]
    [InlineData("((a?){50}b?)*c", 'a', false)]
    public void Worst_cases_take_linear_time(string pattern, char unit, bool expected)
    {
        string text = new(unit, 1_000_000);
        Assert.Equal(expected, RegexPatternTests.Parse(pattern).IsMatch(text));
        Assert.Equal(expected, RegexPatternTests.Parse(pattern, ignoreCase: true).IsMatch(text));
    }

    [Theory]
    [InlineData(12)]
    [InlineData(20)]
    [InlineData(60)]
    public void More_states_than_the_budget_only_cost_time(int distance)
    {
        Random random = new(99);
        RegexPattern holds = RegexPatternTests.Parse($".*a.{{{distance}}}");
        RegexPattern lacks = RegexPatternTests.Parse($"~(.*a.{{{distance}}})");
        for (int i = 0; i < 20; i++)
        {
            string text = Letters(random, 5_000);
            bool expected = text[text.Length - 1 - distance] == 'a';
            Assert.Equal(expected, holds.IsMatch(text));
            Assert.Equal(!expected, lacks.IsMatch(text));
        }
    }

    [Fact]
    public void Threads_share_a_pattern_through_flushes()
    {
        RegexPattern regex = RegexPatternTests.Parse("~(.*a.{16}(b|c.*))|(ab|ba)*");
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 4 }, worker =>
        {
            Random random = new(worker);
            RegexPattern own = RegexPatternTests.Parse("~(.*a.{16}(b|c.*))|(ab|ba)*");
            for (int i = 0; i < 30; i++)
            {
                string text = Letters(random, 400);
                Assert.Equal(own.IsMatch(text), regex.IsMatch(text));
            }
        });
    }

    public static IEnumerable<object[]> LongPatterns()
    {
        yield return ["concatenation", new string('a', 10_000), new string('a', 10_000)];
        yield return ["class concatenation", Repeat("[ab]", 10_000), new string('a', 10_000)];
        yield return ["alternation", string.Join("|", Enumerable.Range(0, 10_000)), "9999"];
        yield return ["optionals", Repeat("a?", 10_000), "aaaa"];
        yield return ["intersection", string.Join("&", Enumerable.Repeat("[ab]*", 10_000)), "abab"];
        yield return ["complements", new string('~', 50_000) + "a", "a"];
        yield return ["optional letters", Repeat("a?b?c?[^d]?", 5_000), "cxaabc"];
        yield return ["stacked repeats", "a" + Repeat("??*+", 10_000), "aaa"];
        yield return ["groups", Repeat("(", 100) + "a" + Repeat(")", 100), "a"];
        yield return ["nested repeats", Repeat("(a", 100) + Repeat(")*b?", 100), "aaab"];
        yield return ["nested complements", Repeat("~(a|", 100) + "b" + Repeat(")", 100), "b"];
        yield return ["wide interval", $"<{new string('0', 10_000)}1-{new string('0', 10_000)}5>", new string('0', 10_000) + "3"];
        yield return ["distinct letters", OtherThanEachOf(4_000), new string('a', 4_000)];
    }

    [Theory]
    [MemberData(nameof(LongPatterns))]
    public void Long_patterns_work_on_a_small_stack(string name, string pattern, string text)
    {
        bool isMatch = OnSmallStack(() => RegexPatternTests.Parse(pattern).IsMatch(text));
        Assert.True(isMatch, name);
    }

    public static IEnumerable<object[]> RefusedPatterns()
    {
        yield return [Repeat("(", 101) + "a" + Repeat(")", 101), 100, "Groups are nested more than 100 deep."];
        yield return ["a" + Repeat("{2,3}", 10_000), 5 * 400 + 6, "The expression is nested too deeply."];
        yield return [new string('a', RegexPattern.MaxLength + 1), 0, "The expression is too large."];
        yield return [OtherThanEachOf(20_000), 0, "The expression is too large."];
        yield return [".*a.{20000}", 0, "The expression is too large."];
        yield return ["((a{0,9}b){0,9999}c){0,9999}", 0, "The expression is too large."];
        yield return [Repeat("(~", 90) + ".*a.{20}" + Repeat(")*b", 90), 0, "The expression is too large."];
    }

    [Theory]
    [MemberData(nameof(RefusedPatterns))]
    public void What_is_too_much_is_refused(string pattern, int position, string message)
    {
        RegexError? error = OnSmallStack(() =>
        {
            RegexPattern.TryParse(pattern, ignoreCase: false, out _, out RegexError? found);
            return found;
        });
        Assert.Equal(new RegexError(position, message), error);
    }

    [Fact]
    public void Random_bytes_never_do_harm()
    {
        Random random = new(5);
        const string Alphabet = "ab01?*+{},|()[]^-\"~@&#<>\\dwS.\uD83D\uDE00";
        int parsed = 0;
        for (int i = 0; i < 20_000; i++)
        {
            string pattern = new(Enumerable.Range(0, random.Next(14)).Select(_ => Alphabet[random.Next(Alphabet.Length)]).ToArray());
            if (RegexPattern.TryParse(pattern, i % 2 == 0, out RegexPattern? regex, out RegexError? error))
            {
                parsed++;
                regex.IsMatch("ab01\"");
            }
            else
            {
                Assert.InRange(error.Position, 0, pattern.Length);
            }
        }

        Assert.InRange(parsed, 1_000, 19_000);
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static string OtherThanEachOf(int count) =>
        string.Concat(Enumerable.Range(0x4E00, count).Select(c => $"[^{(char)c}]"));

    private static string Letters(Random random, int length) =>
        new(Enumerable.Range(0, length).Select(_ => (char)('a' + random.Next(2))).ToArray());

    private static T OnSmallStack<T>(Func<T> action)
    {
        T result = default!;
        Exception? failure = null;
        Thread thread = new(
            () =>
            {
                try
                {
                    result = action();
                }
                catch (Exception exception)
                {
                    failure = exception;
                }
            },
            SmallStack);
        thread.Start();
        thread.Join();
        return failure is null ? result : throw new InvalidOperationException(failure.Message, failure);
    }
}
