using EqlPS.Tests.Support;
using EqlPS.Toml;

namespace EqlPS.Tests.Oracle;

/// <summary>The queries beside the repository: those of the query suites and those of the detection rules.</summary>
internal static class CorpusQueries
{
    public static IReadOnlyList<string> OfSuite(string file) => Queries(File.ReadAllText(SharedData.Path($"corpus/eql-spec/{file}")), "queries");

    /// <summary>The statements of a plain list: those closed by a semicolon, then one a line.</summary>
    public static IReadOnlyList<string> OfStatements(string file)
    {
        (List<string> statements, string lines) = EqlStatements.Split(File.ReadAllText(SharedData.Path($"corpus/eql-spec/{file}")));
        return [.. statements, .. lines.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith("//", StringComparison.Ordinal))];
    }

    /// <summary>The EQL queries of the rules, in the order of their paths.</summary>
    public static IReadOnlyList<string> OfRules() =>
        Directory.EnumerateFiles(SharedData.Path("corpus/elastic-rules"), "*.toml", SearchOption.AllDirectories)
            .OrderBy(path => path, StringComparer.Ordinal)
            .SelectMany(path => Queries(File.ReadAllText(path), "rule"))
            .ToArray();

    private static string[] Queries(string toml, string table)
    {
        TomlDocument document = TomlDocument.Parse(toml);
        Assert.True(document.Root is not null, document.Error?.Message);
        Assert.True(document.Root!.TryGet(table, out TomlValue? value));
        var queries = new List<string>();
        foreach (TomlTable entry in value.Array is null ? [value.Table!] : Tables(value.Array))
        {
            if (entry.TryGet("query", out TomlValue? query) && !(entry.TryGet("language", out TomlValue? language) && language.Text != "eql"))
            {
                queries.Add(query.Text!);
            }
        }

        return [.. queries];
    }

    private static IEnumerable<TomlTable> Tables(TomlArray array)
    {
        foreach (TomlValue item in array)
        {
            yield return item.Table!;
        }
    }
}
