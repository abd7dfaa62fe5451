using EqlPS.Execution;
using EqlPS.Search;
using EqlPS.Tests.Support;
using EqlPS.Toml;
using EqlPS.Values;

namespace EqlPS.Tests.Conformance;

/// <summary>The query suites beside the repository: every query, its event ids and its join keys.</summary>
public sealed class QuerySuiteTests
{
    private const long ResultSize = 50;

    [SharedFact]
    public void Every_query_of_the_main_suite_gives_its_events() =>
        Run("test_queries.toml", "endgame-140", "serial_event_id", expectedCount: 133);

    [SharedFact]
    public void Every_query_of_the_extra_suite_gives_its_events() => Run("test_extra.toml", "extra", "sequence", expectedCount: 40);

    private static void Run(string suite, string data, string idField, int expectedCount)
    {
        TomlDocument document = TomlDocument.Parse(File.ReadAllText(SharedData.Path($"corpus/eql-spec/{suite}")));
        Assert.True(document.Root is not null, document.Error?.Message);
        Assert.True(document.Root!.TryGet("queries", out TomlValue? queries));
        var failures = new List<string>();
        int count = 0;
        foreach (TomlValue query in queries!.Array!)
        {
            count++;
            string? failure = RunOne(query.Table!, data, idField);
            if (failure is not null)
            {
                failures.Add(failure);
            }
        }

        Assert.True(failures.Count == 0, $"{failures.Count} of {count} failed:\n{string.Join("\n", failures)}");
        Assert.Equal(expectedCount, count);
    }

    private static string? RunOne(TomlTable query, string data, string idField)
    {
        string text = Text(query, "query")!;
        string name = Text(query, "name") ?? text;
        var options = new EqlQueryOptions { TiebreakerField = idField, IsElasticsearchCompatible = true };
        var search = new SearchOptions
        {
            Size = ResultSize,
            Position = ResultPosition.Head,
            MaxSamplesPerKey = query.TryGet("max_samples_per_key", out TomlValue? most) && most.TryGetInteger(out long samples) ? (int)samples : 1,
        };
        SearchResult result;
        try
        {
            string folder = "corpus/eql-spec/";
            result = SearchRun.Over(text, SharedData.Path($"{folder}{data}.ndjson"), SharedData.Path($"{folder}{data}.mapping.json"), options, search);
        }
        catch (Diagnostics.EqlException error)
        {
            return $"{name}: {error.Message}";
        }

        string expected = string.Join(",", Numbers(query, "expected_event_ids"));
        string actual = string.Join(",", SearchRun.Ids(result.Results, idField).SelectMany(ids => ids).Select(id => id ?? -1));
        if (expected != actual)
        {
            return $"{name}: expected [{expected}], found [{actual}]";
        }

        string[] keys = Texts(query, "join_keys");
        string[] foundKeys = result.Results.SelectMany(r => r.Key?.Values.Select(v => KeyText(v, r.Kind)) ?? []).ToArray();
        return keys.Length > 0 && !keys.SequenceEqual(foundKeys)
            ? $"{name}: expected keys [{string.Join(",", keys)}], found [{string.Join(",", foundKeys)}]"
            : null;
    }

    private static string KeyText(EqlValue value, EqlResultKind kind) =>
        value.Kind == EqlValueKind.Date && kind == EqlResultKind.Sample ? $"{value.AsDate().UnixMilliseconds}" : value.ToString();

    private static string? Text(TomlTable table, string key) => table.TryGet(key, out TomlValue? value) ? value.Text : null;

    private static IEnumerable<long> Numbers(TomlTable table, string key)
    {
        Assert.True(table.TryGet(key, out TomlValue? value), key);
        foreach (TomlValue item in value.Array!)
        {
            Assert.True(item.TryGetInteger(out long number));
            yield return number;
        }
    }

    private static string[] Texts(TomlTable table, string key)
    {
        if (!table.TryGet(key, out TomlValue? value))
        {
            return [];
        }

        var texts = new List<string>();
        foreach (TomlValue item in value.Array!)
        {
            texts.Add(item.Text ?? "null");
        }

        return [.. texts];
    }
}
