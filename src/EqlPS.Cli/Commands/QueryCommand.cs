using System.CommandLine;
using EqlPS.Execution;

namespace EqlPS.Cli.Commands;

/// <summary><c>eqlps query</c>: one EQL query over files of events.</summary>
internal static class QueryCommand
{
    public const string Examples = """
        Results go to standard output; what went wrong on the way, and counts, to standard error.
        Exit codes: 0 it ran; 1 bad usage or query, or nothing could be read; 2 part of the input could not be read; 130 interrupted.

        Examples:
          One event:
            eqlps query 'process where process.name : "powershell.exe" and process.args : "-enc*"' events.ndjson

          Events one after the other on one host, within a minute, for people to read:
            eqlps query 'sequence by host.name with maxspan=1m
                [process where process.name : "winword.exe"]
                [network where process.name : "powershell.exe"]' logs/ --format table

          What did not happen:
            eqlps query 'sequence by user.id with maxspan=1h
                [authentication where event.action == "logon"] ![authentication where event.action == "logoff"]' logs/

          The commonest process names, from standard input:
            zcat events.ndjson.gz | eqlps query 'process where true | count process.name | tail 10' -

          A query from a file, with the field types of an index:
            eqlps query @hunt.eql logs/ --mapping mapping.json
        """;

    public static Command Create(CliConsole console, CancellationToken cancellation)
    {
        var query = new Argument<string>("EQL") { Description = "The query; @FILE reads it from a file." };
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Event logs (EVTX), event XML, JSON in any usual form, folders, .gz and .zip of these; - is standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        var timestampField = OptionTypes.Field("--timestamp-field", "Field that orders events [default: @timestamp]");
        var tiebreakerField = OptionTypes.Field("--tiebreaker-field", "Field that orders events of the same time");
        var categoryField = OptionTypes.Field(
            "--event-category-field", "Field that the category before [where] is compared with [default: event.category]");
        Option<long?> size = OptionTypes.Number("--size", 0, long.MaxValue, "The most results [default: all]");
        Option<ResultPosition?> position = OptionTypes.Choice(
            "--result-position", "Which end of the results --size keeps [default: tail]",
            ("tail", ResultPosition.Tail), ("head", ResultPosition.Head));
        Option<long?> samples = OptionTypes.Number(
            "--max-samples-per-key", 1, int.MaxValue, "The most samples of one join key [default: 1]");
        var mapping = new Option<string[]>("--mapping")
        {
            Description = "Elasticsearch mapping that declares field types: once for all paths, or once for each path in order. "
                + "A field that neither it nor any event has is then an error",
            HelpName = "FILE",
        };
        var compatible = new Option<bool>("--es-compat") { Description = "Refuse what Elasticsearch refuses, and read as it does" };
        Option<string[]> fieldMaps = FieldMapOption.Create();
        Option<bool> resolveUsers = ResolveUsersOption.Create();
        Option<bool> exact = ReadingOptions.Exact();
        Option<bool> raw = ReadingOptions.Raw();
        Option<long?> threads = ReadingOptions.Threads();
        Option<ResultFormat?> format = OptionTypes.Choice(
            "--format", "One JSON document a line, or columns for people [default: ndjson]",
            ("ndjson", ResultFormat.Ndjson), ("table", ResultFormat.Table));

        var command = new Command("query", "Runs one query over files of events.")
        {
            query, paths, format, size, position, samples, timestampField, tiebreakerField, categoryField, mapping, compatible, exact, raw,
            fieldMaps, resolveUsers, threads,
        };
        var defaults = new EqlQueryOptions();
        command.SetAction(result => new QueryRun(console, new QueryArguments
        {
            Query = result.GetRequiredValue(query),
            Paths = result.GetRequiredValue(paths),
            Mappings = result.GetValue(mapping) ?? [],
            FieldMaps = result.GetValue(fieldMaps) ?? [],
            ResolvesUsers = result.GetValue(resolveUsers),
            Options = new EqlQueryOptions
            {
                TimestampField = result.GetValue(timestampField) ?? defaults.TimestampField,
                TiebreakerField = result.GetValue(tiebreakerField),
                EventCategoryField = result.GetValue(categoryField) ?? defaults.EventCategoryField,
                IsElasticsearchCompatible = result.GetValue(compatible),
            },
            Search = new Search.SearchOptions
            {
                Size = result.GetValue(size),
                Position = result.GetValue(position) ?? ResultPosition.Tail,
                MaxSamplesPerKey = (int)(result.GetValue(samples) ?? 1),
            },
            Threads = ReadingOptions.Number(result.GetValue(threads)),
            Format = result.GetValue(format) ?? ResultFormat.Ndjson,
            Mode = ReadingOptions.Mode(result.GetValue(exact), result.GetValue(raw) || result.GetValue(mapping) is { Length: > 0 }),
        }).Run(cancellation));
        return command;
    }
}
