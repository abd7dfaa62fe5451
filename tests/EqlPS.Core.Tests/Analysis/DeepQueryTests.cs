using System.Diagnostics;
using System.Text;
using EqlPS.Ast;
using EqlPS.Compilation;
using EqlPS.Diagnostics;
using EqlPS.Evaluation;
using EqlPS.Events.Json;
using EqlPS.Parsing;
using EqlPS.Schema;
using EqlPS.Tests.Support;

namespace EqlPS.Tests.Analysis;

/// <summary>Queries as deep and as long as the parser accepts go through every phase on a stack of 256 KB.</summary>
public sealed class DeepQueryTests
{
    private const int Deepest = 100;

    // Each phase takes well under a second; what is quadratic takes minutes.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>
    /// What is repeated, how many levels the parser counts for it, what stands in the middle, what closes, and the answer.
    /// </summary>
    public static TheoryData<string, int, string, string, bool> Deep => new()
    {
        { "(", 1, "n == 1", ")", true },
        { "not ", 1, "n == 1", string.Empty, true },
        { "not (n == 2 or ", 2, "n == 1", ")", true },
        { "n == 2 or n == 1 and (", 1, "n == 1", ")", true },
        { "not n == 2 and not (n == 2 or ", 2, "n == 1", ")", true },
        { "true == (", 1, "n == 1", ")", true },
        { "n + 3 == (", 1, "n + 3", ")", false },
        { "n == 9 or n == 1 and 0 < n + n * length(string(", 2, "n", "))", true },
        { "n == 9 or n == 1 and not s : concat(\"x\", string(", 3, "s", "))", true },
        { "n == 9 or n == 1 and not s : concat(\"x\", ", 2, "s", ")", true },
        { "n == 9 or n == 1 and startsWith(s, string(", 2, "s", "))", false },
        { "n == 2 or n == 1 and s == concat(s, ", 1, "s", ")", false },
        { "null == (n > 2 or n < 1 and n in (n, 2, number(string(", 4, "n", "))))", false },
        { "\"true\" == string(n == 9 or n == 1 and ", 1, "n == 1", ")", true },
        { "n == 9 or n == 1 and 0 < n - - length(string(", 3, "n", "))", true },
    };

    public static TheoryData<string, string, int, string, bool> Long => new()
    {
        { "any where ", "n == 2 or ", 10_000, "n == 1", true },
        { "any where ", "n == 1 and ", 50_000, "n == 1", true },
        { "any where n > ", "n - ", 30_000, "n", true },
        { "any where 30000 == ", "n * n + ", 29_999, "n", true },
        { "any where 50001 == ", "1 + ", 50_000, "n", true },
        { "any where s in (", "\"abc\", ", 50_000, "\"x\")", true },
        { "any where n in (", "7, ", 50_000, "1)", true },
        { "any where s : (", "\"a?c\", ", 20_000, "\"x\")", true },
        { "any where s regex (", "\"abc\", ", 2_000, "\"x\")", true },
        { "any where s == concat(", "s, ", 50_000, "s)", false },
        { "any where n in (", "s, ", 20_000, "n)", true },
        { "any where s : (", "n, ", 20_000, "s)", true },
        { "any where s in (", "null, ", 50_000, "s)", true },
        { "any where not ", "(n == 2 or n == 3) and ", 20_000, "true", false },
    };

    /// <summary>Queries that ask for more than there can be.</summary>
    public static TheoryData<string, string, int, string, string> Excessive => new()
    {
        { "sequence ", "[any where x] ", 14_000, string.Empty, "TooManyStages" },
        { "sequence ", "[any where x] with runs=100 ", 14_000, string.Empty, "TooManyStages" },
        { "sequence ", "[any where x] with runs=100 ", 11, string.Empty, "TooManyStages" },
        { "sample by x ", "[any where x] ", 14_000, string.Empty, "TooManyStages" },
        { "sequence by a", ",b", 100_000, " [any where x] [any where y]", "TooManyJoinKeys" },
        { "sequence by a", ",b", 100_000, string.Concat(Enumerable.Repeat(" [any where x]", 1_000)), "TooManyJoinKeys" },
        { "sequence [any where x] by a [any where y] by a", ",b", 100_000, string.Empty, "TooManyJoinKeys" },
        { "any where x ", "| head 5 ", 22_000, string.Empty, "TooManyPipes" },
        { "any where s regex (", "\"" + new string('a', 600) + "\", ", 200, "\"x\")", "InvalidRegex" },
        { "any where ", "f(x) and ", 10_000, "x", "UnknownFunction" },
        { "any where ", "x : null or ", 10_000, "x", "PatternIsNull" },
        { "any where x : (", "null, ", 50_000, "null)", "PatternIsNull" },
        { "any where s regex (", "\"(\", ", 20_000, "\"x\")", "InvalidRegex" },
    };

    [Theory]
    [MemberData(nameof(Deep))]
    public void AsDeepAsAllowedTheAnswerIsStillRight(string open, int counted, string middle, string close, bool isSatisfied)
    {
        string condition = Nest(open, counted, middle, close);

        Assert.Equal(isSatisfied, SmallStack.Run(() => IsSatisfied("any where " + condition)));
        Assert.Equal(isSatisfied, IsSatisfied("any where " + condition));
    }

    [Theory]
    [MemberData(nameof(Long))]
    public void HoweverLongTheAnswerIsStillRight(string start, string unit, int count, string end, bool isSatisfied)
    {
        string text = start + string.Concat(Enumerable.Repeat(unit, count)) + end;
        var watch = Stopwatch.StartNew();

        Assert.Equal(isSatisfied, SmallStack.Run(() => IsSatisfied(text)));
        Assert.True(watch.Elapsed < Patience, $"took {watch.Elapsed}");
    }

    [Theory]
    [MemberData(nameof(Excessive))]
    public void WhatAsksForTooMuchIsRefused(string start, string unit, int count, string end, string code)
    {
        string text = start + string.Concat(Enumerable.Repeat(unit, count)) + end;
        var watch = Stopwatch.StartNew();
        IReadOnlyList<Diagnostic> found = SmallStack.Run(() =>
        {
            Assert.False(EqlQuery.TryParse(text, null, out _, out IReadOnlyList<Diagnostic> diagnostics));
            return diagnostics;
        });

        Assert.Contains(found, d => d.Code.ToString() == code);
        Assert.InRange(found.Count, 1, DiagnosticBag.Limit);
        Assert.All(found, d => Assert.InRange(d.Message.Length, 1, 500));
        Assert.True(watch.Elapsed < Patience, $"took {watch.Elapsed}");
    }

    [Fact]
    public void SuggestionsFromALargeMappingTakeNoTimeForManyUnknownFields()
    {
        string properties = string.Join(
            ",", Enumerable.Range(0, 5_000).Select(i => $"\"some_longer_field_name_{i}\":{{\"type\":\"keyword\"}}"));
        FieldSchema schema = MappingReader.Read(Encoding.UTF8.GetBytes($"{{\"properties\":{{{properties}}}}}"), "@timestamp");
        IEnumerable<string> conditions = Enumerable.Range(0, 20_000).Select(i => $"some_longer_field_name_x{i} == 1 or ");
        string text = $"any where {string.Concat(conditions)} true";
        var watch = Stopwatch.StartNew();

        Assert.False(EqlQuery.TryCreate(
            text, new EqlQueryOptions(), new SchemaSet([schema]), out _, out IReadOnlyList<Diagnostic> diagnostics));
        Assert.Equal(DiagnosticBag.Limit, diagnostics.Count);
        Assert.True(watch.Elapsed < Patience, $"took {watch.Elapsed}");
    }

    [Theory]
    [InlineData("a or b and c == d + e * (", 1, ")")]
    [InlineData("not a or not b and not c == - d + e * f(", 2, ")")]
    [InlineData("a or b and c == d + e * a in (", 1, ")")]
    [InlineData("a == (", 1, ")")]
    [InlineData("a == (not (", 3, "))")]
    [InlineData("child of [any where a or b and not ", 2, "]")]
    public void DeepTreesCompareAndHash(string open, int counted, string close)
    {
        string text = "any where " + Nest(open, counted, "x", close);
        Query tree = EqlParser.Parse(text).Query!;
        Query same = EqlParser.Parse(tree.ToString()).Query!;
        Query other = EqlParser.Parse("any where " + Nest(open, counted, "z", close)).Query!;

        Assert.Equal(tree.GetHashCode(), SmallStack.Run(() => same.GetHashCode()));
        Assert.True(SmallStack.Run(() => tree.Equals(same)));
        Assert.False(SmallStack.Run(() => tree.Equals(other)));
    }

    private static string Nest(string open, int counted, string middle, string close)
    {
        int levels = Deepest / counted;
        return string.Concat(Enumerable.Repeat(open, levels)) + middle + string.Concat(Enumerable.Repeat(close, levels));
    }

    private static bool IsSatisfied(string text)
    {
        Assert.True(EqlQuery.TryParse(text, null, out EqlQuery? query, out IReadOnlyList<Diagnostic> diagnostics), Show(text, diagnostics));
        var fields = new FieldTable();
        CompiledQuery program = query!.Compile(fields);
        var context = new EvaluationContext(fields.Count);
        var reader = new JsonFieldReader(fields, FieldSchema.Open("@timestamp"));
        Assert.True(reader.TryRead("{\"n\":1,\"s\":\"x\"}"u8.ToArray(), context, out string? fault), fault);
        return program.Stages[0].Condition.IsMet(context);
    }

    private static string Show(string text, IReadOnlyList<Diagnostic> diagnostics) =>
        text.Length > 5_000 ? string.Join("\n", diagnostics) : DiagnosticFormatter.Format(text, diagnostics);
}
