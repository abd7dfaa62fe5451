using System.Diagnostics;
using EqlPS.Diagnostics;
using EqlPS.Parsing;

namespace EqlPS.Tests.Parsing;

/// <summary>Texts made to break a parser: on a small stack, in a time that grows no faster than the text, with a clear answer.</summary>
public sealed class HostileTextTests
{
    private const int SmallStack = 256 * 1024;

    // Linear time takes well under a second here; quadratic time would take minutes.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static TheoryData<string, string, int, string> TooDeep => new()
    {
        { "any where ", "(", 10_000, "x" },
        { "any where ", "not ", 10_000, "x" },
        { "any where ", "-", 10_000, "x" },
        { "any where ", "+ - ", 10_000, "x" },
        { "any where ", "f(", 10_000, "x" },
        { "any where ", "a in (", 10_000, "x" },
        { "any where ", "a : (", 10_000, "x" },
        { "any where ", "not (", 10_000, "x" },
        { "any where ", "child of [any where ", 10_000, "x" },
        { "any where a or b and c == d + e * f(", "a or b and c == d + e * (", 10_000, "x" },
        { "sequence by a [any where ", "child of [any where not (", 10_000, "x" },
        { "any where a | filter ", "(", 10_000, "x" },
    };

    public static TheoryData<string, string, string, string> AsDeepAsAllowed => new()
    {
        { "any where ", "(", "x", ")" },
        { "any where ", "not ", "x", string.Empty },
        { "any where ", "-", "x", string.Empty },
        { "any where ", "a or b and c == d + e * (", "x", ")" },
        { "any where ", "a or b and c == d + e * f(", "x", ")" },
        { "any where ", "a or b and c == d + e * a in (", "x", ")" },
        { "any where ", "a or b and c == d + e * a not in~ (x, ", "x", ")" },
        { "any where ", "a or b and c == d + e * a like~ (", "x", ")" },
        { "any where ", "a or b and c == d + e * a : f(", "x", ")" },
        { "any where ", "a or b and child of [any where ", "x", "]" },
        { "any where x | filter ", "a or b and c == d + e * (", "x", ")" },
    };

    public static TheoryData<string, string, int, string> Long => new()
    {
        { "any where ", "x == 1 or ", 10_000, "x" },
        { "any where ", "x == 1 and ", 100_000, "x" },
        { "any where ", "1 + ", 50_000, "x" },
        { "any where ", "a * b - ", 20_000, "x" },
        { "any where ", "not a and ", 20_000, "x" },
        { "any where x in (", "\"abc\", ", 50_000, "1)" },
        { "any where x : (", "\"abc\", ", 10_000, "\"d\")" },
        { "any where f(", "x, ", 60_000, "1)" },
        { "any where ", "(a) or ", 28_000, "x" },
        { "any where a", ".b", 100_000, string.Empty },
        { "any where a", "[0]", 60_000, string.Empty },
        { "any where `", "``", 100_000, "`" },
        { "any where \"", "\\n", 100_000, "\"" },
        { "any where ", "/*", 50_000, "x" + Repeat("*/", 50_000) + " y" },
        { "any where x", " // c\n", 30_000, string.Empty },
        { "any where x", " ", 1_000_000, string.Empty },
        { "any where ", "9", 1_000_000, string.Empty },
        { "any where x ", "| head 5 ", 22_000, string.Empty },
        { "sequence ", "[any where x] ", 14_000, string.Empty },
        { "sequence by a", ",b", 100_000, " [any where x] [any where y]" },
    };

    public static TheoryData<string, string, int> Wrong => new()
    {
        { "any where a", " b", 100_000 },
        { "any where ", "~", 1_000_000 },
        { "any where ", "§~", 100_000 },
        { "any where ", "'", 199_999 },
        { "any where ", "\"", 1_000_000 },
        { "any where ", "\"\\q\" ", 40_000 },
        { "any where `", "`x", 100_000 },
        { "any where ", "x\n\"", 60_000 },
        { "any where ", "“", 200_000 },
        { "any where ", "/*", 100_000 },
        { "any where ", "a = b and ", 20_000 },
        { "any where ", "a AND ", 32_000 },
        { "any where ", "a < ", 50_000 },
        { "any where ", "x not like \"y\" and ", 10_000 },
        { "any where ", "f(x) not : ", 20_000 },
        { "any where ", ")", 200_000 },
        { "any where ", "]", 200_000 },
        { "any where ", "a.any", 40_000 },
        { "any where a[", "[", 200_000 },
        { "sequence ", "[a] ", 50_000 },
        { "sequence ", "[(x) ", 40_000 },
        { "any ", "where ", 32_000 },
        { string.Empty, "(x ", 60_000 },
        { "sequence ", "[", 200_000 },
        { "sequence ", "[child of ", 20_000 },
        { "any where ", "\ud800", 200_000 },
        { "any where \"\\u{", "1", 200_000 },
        { "any where ", "a.", 100_000 },
    };

    [Theory]
    [MemberData(nameof(TooDeep))]
    public void WhatNestsTooDeepIsRefused(string start, string unit, int count, string end)
    {
        ParseResult result = ParseOnSmallStack(start + Repeat(unit, count) + end);

        Assert.Null(result.Query);
        Assert.Equal(DiagnosticCode.TooDeeplyNested, Assert.Single(result.Diagnostics).Code);
    }

    [Theory]
    [MemberData(nameof(AsDeepAsAllowed))]
    public void AHundredLevelsAreParsedAndPrinted(string start, string open, string middle, string close)
    {
        const int Deepest = 100;
        string text = start + Repeat(open, Deepest) + middle + Repeat(close, Deepest);

        ParseResult result = ParseOnSmallStack(text);

        Assert.Empty(result.Diagnostics);
        string printed = string.Empty;
        OnSmallStack(() => printed = result.Query!.ToString());
        Assert.Equal(result.Query, EqlParser.Parse(printed).Query);

        ParseResult deeper = ParseOnSmallStack(start + Repeat(open, Deepest + 1) + middle + Repeat(close, Deepest + 1));
        Assert.Equal(DiagnosticCode.TooDeeplyNested, Assert.Single(deeper.Diagnostics).Code);
    }

    [Theory]
    [MemberData(nameof(Long))]
    public void ALongTextIsParsedAndPrintedInLinearTime(string start, string unit, int count, string end)
    {
        ParseResult result = ParseOnSmallStack(start + Repeat(unit, count) + end);

        Assert.Empty(result.Diagnostics);
        string printed = string.Empty;
        OnSmallStack(() => printed = result.Query!.ToString());
        Assert.Equal(result.Query, ParseOnSmallStack(printed).Query);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void ALongWrongTextIsRefusedInLinearTime(string start, string unit, int count)
    {
        ParseResult result = ParseOnSmallStack(start + Repeat(unit, count));

        Assert.Null(result.Query);
        Assert.InRange(result.Diagnostics.Count, 1, DiagnosticBag.Limit);
        Assert.All(result.Diagnostics, diagnostic => Assert.InRange(diagnostic.Message.Length, 1, 500));
    }

    [Fact]
    public void NestingIsCountedPerPlaceNotPerQuery()
    {
        string nested = Repeat("(", 99) + "x" + Repeat(")", 99);
        string negated = Repeat("not ", 99) + "x";

        Assert.Empty(EqlParser.Parse($"any where {nested} and {negated} or {negated} and {nested}").Diagnostics);
        Assert.Empty(EqlParser.Parse($"any where f({nested.Substring(1, nested.Length - 2)}, {negated})").Diagnostics);
    }

    private static string Repeat(string unit, int count) => string.Concat(Enumerable.Repeat(unit, count));

    private static ParseResult ParseOnSmallStack(string text)
    {
        ParseResult? result = null;
        var watch = Stopwatch.StartNew();
        OnSmallStack(() => result = EqlParser.Parse(text));
        Assert.True(watch.Elapsed < Patience, $"took {watch.Elapsed}");
        return result!;
    }

    private static void OnSmallStack(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    action();
                }
                catch (Exception exception)
                {
                    failure = exception;
                }
            },
            SmallStack);
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }
}
