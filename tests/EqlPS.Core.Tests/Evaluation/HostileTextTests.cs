using System.Diagnostics;
using System.Text.Json;
using EqlPS.Compilation;
using EqlPS.Evaluation;
using EqlPS.Tests.Support;
using EqlPS.Values;

namespace EqlPS.Tests.Evaluation;

/// <summary>Values made to make functions slow or large: linear time, bounded memory.</summary>
public sealed class HostileTextTests
{
    // Linear time takes milliseconds; the product of the two lengths takes minutes.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData("stringContains(x, y)", false)]
    [InlineData("stringContains~(x, y)", false)]
    [InlineData("indexOf(x, y) == null", true)]
    [InlineData("indexOf~(x, y, 100) == null", true)]
    [InlineData("length(between(x, \"a\", y, true)) == 0", true)]
    [InlineData("length(between~(x, \"A\", y, true)) == 0", true)]
    [InlineData("between~(x, y, \"A\") == \"\"", true)]
    [InlineData("endsWith~(x, y) or startsWith~(x, y)", false)]
    public void SearchesTakeLinearTime(string condition, bool expected)
    {
        string text = new('a', 1_000_000);
        string part = new string('a', 250_000) + "b" + new string('a', 250_000);
        var watch = Stopwatch.StartNew();

        Assert.Equal(expected, OneEvent.Satisfies(JsonSerializer.Serialize(new { x = text, y = part }), condition));
        Assert.True(watch.Elapsed < Patience, $"took {watch.Elapsed}");
    }

    [Fact]
    public void ATextThatWouldTakeAllMemoryIsAFault()
    {
        string json = JsonSerializer.Serialize(new { x = new string('a', 1_000_000) });
        string condition = $"length(concat({string.Join(", ", Enumerable.Repeat("x", 50_000))})) > 0";

        Assert.False(OneEvent.Satisfies(json, condition, out FaultCounter faults));
        Assert.Equal(1, faults.CountOf(FaultKind.TextTooLong));
        Assert.Equal(1, faults.Total);
    }

    [Fact]
    public void ValuesWithoutEndAreTriedUpToALimit()
    {
        int[] numbers = Enumerable.Range(0, 2_000).ToArray();
        string json = JsonSerializer.Serialize(new { x = numbers, y = numbers, z = numbers });
        var watch = Stopwatch.StartNew();

        Assert.False(OneEvent.Satisfies(json, "x + y + z == -1", out FaultCounter faults));
        Assert.Equal(1, faults.CountOf(FaultKind.TooManyCombinations));
        Assert.True(watch.Elapsed < Patience, $"took {watch.Elapsed}");
    }

    [Theory]
    [InlineData("between(x, \"b\", \"b\", true)", "abcbdbe", "cbd")]
    [InlineData("between~(x, \"B\", \"D\", true)", "abcDdbe", "cD")]
    [InlineData("between~(x, \"\U00010400\", \"\U00010428\", true)", "-\U00010428mid\U00010400-\U00010400end", "mid\U00010400-")]
    [InlineData("between(x, \"c\", \"a\", true)", "abcd", "")]
    [InlineData("between(x, \"a\", \"a\", true)", "a", "")]
    public void TheLastDelimiterIsFoundFromTheEnd(string call, string text, string expected) =>
        Assert.True(OneEvent.Satisfies(JsonSerializer.Serialize(new { x = text, y = expected }), $"{call} == y"));

    [Theory]
    [InlineData(40, 25, 1_000, 0)]
    [InlineData(40, 26, 1_000, 1)]
    [InlineData(5_000, 1, 5_000, 0)]
    [InlineData(5_000, 2_000, 5_000, 1)]
    [InlineData(3, 0, 0, 0)]
    public void JoinKeysOfManyValuesAreMadeUpToALimit(int first, int second, int expectedKeys, int expectedFaults)
    {
        var fields = new FieldTable();
        int[] slots = [fields.SlotOf("x"), fields.SlotOf("y")];
        var context = new EvaluationContext(fields.Count);
        context.Set(slots[0], Numbers(first));
        context.Set(slots[1], Numbers(second));
        var keys = new List<JoinKey>();

        new KeyReader([new CompiledKey(slots[0], IsOptional: false), new CompiledKey(slots[1], IsOptional: false)]).Read(context, keys);

        Assert.Equal(expectedKeys, keys.Count);
        Assert.Equal(expectedKeys, keys.Distinct().Count());
        Assert.Equal(expectedFaults, context.Faults.Total);
    }

    private static EqlValue Numbers(int count) =>
        EqlValue.List(Enumerable.Range(0, count).Select(i => EqlValue.From((long)i)).ToArray(), 0, count);
}
