using System.Text;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Events.Input;
using EqlPS.Explanation;
using EqlPS.Schema;
using EqlPS.Search;
using EqlPS.Tests.Support;

namespace EqlPS.Tests.Explanation;

/// <summary>A sequence's explanation counts matches as the search does, and says what stood in the way.</summary>
public sealed class SequenceExplainerTests
{
    public static IEnumerable<object[]> Cases() => CaseFile.Rows("explanations.cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void ReasonsAreFound(int line, string input, string expected)
    {
        int bar = input.LastIndexOf('|');
        SequenceExplanation explanation = Explain(input[..bar].Trim(), Events(input[(bar + 1)..]), out _);
        string found = explanation.MatchCount > 0 ? "match" : string.Join(" ", explanation.Reasons);
        Assert.True(found == expected, $"line {line}: {found}");
    }

    [Fact]
    public void MatchesAreTheSearchs()
    {
        var random = new Random(5150);
        string[] queries =
        [
            "sequence by k [any where e == \"a\"] [any where e == \"b\"]",
            "sequence by k with maxspan=4s [any where e == \"a\"] [any where e == \"b\"] [any where e == \"c\"]",
            "sequence with maxspan=6s [any where e == \"a\"] ![any where e == \"b\"] [any where e == \"c\"]",
            "sequence by k [any where e == \"a\"] [any where e == \"b\"] until [any where e == \"c\"]",
            "sample by k [any where e == \"a\"] [any where e == \"b\"]",
        ];
        int matches = 0;
        int explained = 0;
        for (int trial = 0; trial < 400; trial++)
        {
            string query = queries[trial % queries.Length];
            string text = string.Join(" ", Enumerable.Range(1, random.Next(1, 9))
                .Select(second => $"{second * random.Next(1, 3)}:{(char)('a' + random.Next(4))}/{random.Next(2)}"));
            SequenceExplanation explanation = Explain(query, Events(text), out long expected);
            Assert.Equal(expected, explanation.MatchCount);
            Assert.Equal(explanation.MatchCount == 0, explanation.Reasons.Count > 0);
            matches += expected > 0 ? 1 : 0;
            explained += expected > 0 ? 0 : 1;
        }

        Assert.True(matches > 30 && explained > 30, $"{matches} matches, {explained} explained");
    }

    [Fact]
    public void EachEventTellsItsStages()
    {
        SequenceExplanation explanation = Explain(
            "sequence by k [any where e == \"a\"] [any where e : \"B\"] until [any where e == \"c\"]", Events("1:a/p 2:b/p 3:c/p 4:d/p"), out _);
        Assert.Equal(["1", "2", "0", ""], explanation.Events.Select(trace => string.Join(",", trace.Stages)));
        Assert.Equal(["p", "p", "p", ""], explanation.Events.Select(trace => string.Join(",", trace.Keys)));
        Assert.Equal([1L, 1L, 1L], explanation.Stages.Select(stage => stage.EventCount));
        Assert.Equal(3, explanation.Events[0].Conditions.Count);
        Assert.Equal("until [any where e == \"c\"]", explanation.Stages[2].ToString());
    }

    private static string Events(string text) => string.Join("\n", text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(item =>
    {
        string[] parts = item.Split(':', '/');
        string key = parts.Length > 2 ? $",\"k\":\"{parts[2]}\"" : string.Empty;
        return $$"""{"@timestamp":"2024-05-01T00:00:{{int.Parse(parts[0], null):00}}Z","e":"{{parts[1]}}"{{key}}}""";
    }));

    private static SequenceExplanation Explain(string text, string ndjson, out long expected)
    {
        EqlQuery query = EqlQuery.Parse(text);
        var fields = new FieldTable();
        var explainer = new SequenceExplainer(query, fields);
        byte[] bytes = Encoding.UTF8.GetBytes(ndjson);
        var source = new InputSource("text", () => new MemoryStream(bytes), FieldSchema.Open("@timestamp"));
        using EventReader reader = new EventReaders(fields, ReadingMode.AsItStands, "@timestamp").OpenSingle(source);
        var context = new EvaluationContext(fields.Count);
        while (reader.Read(context))
        {
            explainer.Take(context, reader);
        }

        expected = SearchRun.OverText(text, ndjson).Results.Count;
        return explainer.Complete(CancellationToken.None);
    }
}
