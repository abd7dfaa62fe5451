using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using EqlPS.Diagnostics;
using EqlPS.Events;
using EqlPS.Execution;
using EqlPS.Search;
using EqlPS.Tests.Support;
using EqlPS.Values;

namespace EqlPS.Tests.Oracle;

/// <summary>The same queries over the same events, here and in the reference engine: same events, same keys, same refusals.</summary>
public sealed class OracleTests : IDisposable
{
    // A pattern on a date: refused here with the advice to use [==], where Elasticsearch fails when it runs and the reference engine
    // finds nothing.
    private static readonly string[] RefusedOnlyHere = ["something where `@timestamp` : \"2020-01-01 00:00:00\""];

    private readonly string _folder = Directory.CreateTempSubdirectory("eqlps-oracle").FullName;

    [OracleFact]
    public void Main_suite_agrees_over_its_events() => Compare(AllQueries(), Corpus("endgame-140.ndjson"), null, "serial_event_id");

    [OracleFact]
    public void Main_suite_agrees_over_its_events_with_mapping() =>
        Compare(CorpusQueries.OfSuite("test_queries.toml"), Corpus("endgame-140.ndjson"), Corpus("endgame-140.mapping.json"), "serial_event_id");

    [OracleFact]
    public void Extra_suite_agrees_over_its_events() => Compare(AllQueries(), Corpus("extra.ndjson"), null, "sequence");

    [OracleFact]
    public void Extra_suite_agrees_over_its_events_with_mapping() =>
        Compare(CorpusQueries.OfSuite("test_extra.toml"), Corpus("extra.ndjson"), Corpus("extra.mapping.json"), "sequence");

    [OracleFact]
    public void All_queries_agree_over_generated_events()
    {
        string path = Path.Combine(_folder, "events.ndjson");
        File.WriteAllText(path, new EventGenerator(AllQueries(), seed: 20240501).Generate(10_000));
        Compare(AllQueries(), path, null, "tie");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Corpus(string file) => SharedData.Path($"corpus/eql-spec/{file}");

    private static string[] AllQueries() =>
    [
        .. CorpusQueries.OfSuite("test_queries.toml"),
        .. CorpusQueries.OfSuite("test_extra.toml"),
        .. CorpusQueries.OfStatements("queries-supported.eql"),
        .. CorpusQueries.OfRules(),
    ];

    private void Compare(IReadOnlyList<string> queries, string events, string? mapping, string tiebreaker)
    {
        string[] answers = Ask(queries, events, mapping, tiebreaker);
        Assert.Equal(queries.Count, answers.Length);
        var differences = new List<string>();
        int matching = 0;
        for (int i = 0; i < queries.Count; i++)
        {
            string expected = RefusedOnlyHere.Contains(queries[i].Trim()) ? "refused" : Shape(answers[i]);
            string actual = Answer(queries[i], events, mapping, tiebreaker);
            matching += expected is "refused" or "" ? 0 : 1;
            if (expected != actual)
            {
                differences.Add($"--- {queries[i].Trim()}\nreference: {Shorten(expected)}\nhere:      {Shorten(actual)}");
            }
        }

        Assert.True(matching > 0, "no query found anything");
        Assert.True(differences.Count == 0, $"{differences.Count} of {queries.Count} differ ({matching} found something):\n{string.Join("\n", differences)}");
    }

    private static string Shorten(string text) => text.Length <= 300 ? text : $"{text[..300]}... ({text.Length} characters)";

    private string[] Ask(IReadOnlyList<string> queries, string events, string? mapping, string tiebreaker)
    {
        string job = Path.Combine(_folder, "queries.json");
        string answers = Path.Combine(_folder, "answers.ndjson");
        File.WriteAllText(job, JsonSerializer.Serialize(new { tiebreaker, ties = "ordinal", queries }));
        string script = Path.Combine(SharedData.Repository, "tests", "EqlPS.Core.Tests", "Oracle", "answer_queries.py");
        var start = new ProcessStartInfo("python3") { RedirectStandardError = true };
        foreach (string argument in new[] { script, SharedData.Root!, job, events, answers })
        {
            start.ArgumentList.Add(argument);
        }

        if (mapping is not null)
        {
            start.ArgumentList.Add(mapping);
        }

        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        using Process process = Process.Start(start)!;
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error);
        return File.ReadAllLines(answers);
    }

    // One line a result: its key, then the line numbers of its events.
    private static string Shape(string answer)
    {
        using JsonDocument document = JsonDocument.Parse(answer);
        if (document.RootElement.TryGetProperty("error", out _))
        {
            return "refused";
        }

        var shape = new StringBuilder();
        JsonElement keys = document.RootElement.GetProperty("keys");
        int number = 0;
        foreach (JsonElement ids in document.RootElement.GetProperty("ids").EnumerateArray())
        {
            JsonElement key = keys[number++];
            string keyText = key.ValueKind == JsonValueKind.Null ? string.Empty : string.Join(",", key.EnumerateArray().Select(KeyText));
            shape.Append('[').Append(keyText).Append(']').Append(string.Join(",", ids.EnumerateArray().Select(id => id.ToString()))).Append(' ');
        }

        return shape.ToString();
    }

    private static string KeyText(JsonElement key) => key.ValueKind switch
    {
        JsonValueKind.String => key.GetString()!,
        JsonValueKind.Null => "null",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => key.GetRawText(),
    };

    private static string Answer(string query, string events, string? mapping, string tiebreaker)
    {
        SearchResult result;
        try
        {
            result = SearchRun.Over(query, events, mapping, new EqlQueryOptions { TiebreakerField = tiebreaker });
        }
        catch (EqlException)
        {
            return "refused";
        }

        // A sequence that the end of the data leaves pending is a match to the reference engine.
        var shape = new StringBuilder();
        IEnumerable<EqlResult> results = result.Pending.Count == 0 ? result.Results : InOrder([.. result.Results, .. result.Pending]);
        foreach (EqlResult found in results)
        {
            string key = string.Join(",", found.Key?.Values.Select(v => KeyText(v, found.Kind)) ?? []);
            IEnumerable<string> ids = found.Events.Select(e => e is null ? string.Empty : LineOf(e).ToString(CultureInfo.InvariantCulture));
            shape.Append('[').Append(key).Append(']').Append(string.Join(",", ids)).Append(' ');
        }

        return shape.ToString();
    }

    private static IEnumerable<EqlResult> InOrder(EqlResult[] results)
    {
        Array.Sort(results, (left, right) =>
        {
            int order = StageEvent.Compare(left.Events.Last(e => e is not null)!, right.Events.Last(e => e is not null)!);
            return order != 0 ? order : left.Key!.CompareTo(right.Key);
        });
        return results;
    }

    private static string KeyText(EqlValue value, EqlResultKind kind) =>
        value.Kind == EqlValueKind.Date && kind == EqlResultKind.Sample ? $"{value.AsDate().UnixMilliseconds}" : value.ToString();

    private static long LineOf(StageEvent stage) => ((SourceEvent)stage.Payload).Location.Record - 1;
}
