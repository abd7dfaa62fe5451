using System.Text;
using System.Text.Json;
using EqlPS.Events;
using EqlPS.Events.Input;
using EqlPS.Diagnostics;
using EqlPS.Execution;
using EqlPS.Schema;
using EqlPS.Search;

namespace EqlPS.Tests.Support;

/// <summary>Runs a query over files or text the way the console program does, and shows the results in short.</summary>
internal static class SearchRun
{
    public static SearchResult Over(string query, string path, string? mapping, EqlQueryOptions options, SearchOptions? search = null)
    {
        FieldSchema schema = mapping is null
            ? FieldSchema.Open(options.TimestampField)
            : MappingReader.Read(File.ReadAllBytes(mapping), options.TimestampField);
        return Over(query, new InputSource(path, () => File.OpenRead(path), schema), options, search);
    }

    public static SearchResult OverText(string query, string ndjson, EqlQueryOptions? options = null, SearchOptions? search = null)
    {
        options ??= new EqlQueryOptions();
        byte[] bytes = Encoding.UTF8.GetBytes(ndjson);
        return Over(query, new InputSource("text", () => new MemoryStream(bytes), FieldSchema.Open(options.TimestampField)), options, search);
    }

    /// <summary>The values of a field in each event of each result; null at a missing event.</summary>
    public static long?[][] Ids(IEnumerable<EqlResult> results, string field) =>
        results.Select(r => r.Events.Select(e => e is null ? null : IdOf((SourceEvent)e.Payload, field)).ToArray()).ToArray();

    private static long? IdOf(SourceEvent source, string field)
    {
        using JsonDocument document = JsonDocument.Parse(source.Json);
        return document.RootElement.GetProperty(field).GetInt64();
    }

    private static SearchResult Over(string query, InputSource source, EqlQueryOptions options, SearchOptions? search)
    {
        SearchInputs.ObserveFields(query, [source], CancellationToken.None);
        if (!EqlQuery.TryCreate(query, options, new SchemaSet([source.Schema]), out EqlQuery? parsed, out IReadOnlyList<Diagnostic> diagnostics))
        {
            throw new EqlException(query, diagnostics);
        }

        var run = new EventSearch(parsed!, search ?? new SearchOptions());
        using EventReader reader = PlainEvents.Open(source, run.Fields);
        run.Read(reader, CancellationToken.None);
        return run.Complete(CancellationToken.None);
    }
}
