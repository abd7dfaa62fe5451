using System.Globalization;
using System.Text;
using EqlPS.Diagnostics;
using EqlPS.Events;
using EqlPS.Events.Input;
using EqlPS.Execution;
using EqlPS.Schema;
using EqlPS.Search;
using EqlPS.Tests.Support;

namespace EqlPS.Tests.Search;

/// <summary>Whole searches over a few events, through the door that users take: text of a query, text of events, results.</summary>
public sealed class SearchCaseTests
{
    public static IEnumerable<object[]> Cases => CaseFile.Rows("search.cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void AQueryGivesItsResultsWhateverTheOrderOfItsSources(int line, string input, string expected)
    {
        string[] columns = input.Split('⊢');
        (string mode, string query) = Split(columns[1]);
        string[][] sources = SearchNotation.Sources(columns[0]);

        string actual = Run(query, mode, sources);
        Assert.True(expected == actual, $"search.cases:{line}: {actual}");
        Assert.Equal(expected, Run(query, mode, [.. sources.Reverse()]));
        if (HaveDistinctTimes(columns[0]))
        {
            Assert.Equal(expected, Run(query, mode, Array.ConvertAll(sources, source => source.Reverse().ToArray())));
            Assert.Equal(expected, Run(query, mode, Array.ConvertAll(sources, source => source.Skip(1).Concat(source.Take(1)).ToArray())));
        }
    }

    // Words before a bar: es (compatibility), size=2, head, samples=3.
    private static (string Mode, string Query) Split(string text)
    {
        int bar = text.IndexOf('│');
        return bar < 0 ? (string.Empty, text.Trim()) : (text[..bar], text[(bar + 1)..].Trim());
    }

    private static bool HaveDistinctTimes(string events)
    {
        string[] times = events.Split(';', '‖').Select(e => e.Trim().Split(' ', '\'', '#')[0]).ToArray();
        return times.Distinct().Count() == times.Length;
    }

    private static string Run(string text, string mode, string[][] sources)
    {
        string[] words = mode.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var options = new EqlQueryOptions { TiebreakerField = "order", IsElasticsearchCompatible = words.Contains("es") };
        var limits = new SearchOptions
        {
            Size = Number(words, "size"),
            Position = words.Contains("head") ? ResultPosition.Head : ResultPosition.Tail,
            MaxSamplesPerKey = (int)(Number(words, "samples") ?? 1),
        };
        FieldSchema schema = FieldSchema.Open(options.TimestampField);
        Assert.True(
            EqlQuery.TryCreate(text, options, new SchemaSet([schema]), out EqlQuery? query, out IReadOnlyList<Diagnostic> diagnostics),
            DiagnosticFormatter.Format(text, diagnostics));
        var search = new EventSearch(query!, limits);
        foreach (string[] lines in sources)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(string.Join('\n', lines));
            using EventReader reader = PlainEvents.Open(
                new InputSource(string.Concat("source of ", lines.FirstOrDefault()), () => new MemoryStream(bytes), schema), search.Fields);
            search.Read(reader, CancellationToken.None);
        }

        return SearchNotation.Show(search.Complete(CancellationToken.None));
    }

    private static long? Number(string[] words, string name)
    {
        string? word = Array.Find(words, w => w.StartsWith(name + "=", StringComparison.Ordinal));
        return word is null ? null : long.Parse(word.AsSpan(name.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
