using System.CommandLine;
using EqlPS.Cli.Events;

namespace EqlPS.Cli.Commands;

/// <summary><c>eqlps events</c>: what events the files hold, as queries and rules see them.</summary>
internal static class EventsCommand
{
    public const string Examples = """
        Results go to standard output; what went wrong on the way, and counts, to standard error.
        Exit codes: 0 it ran; 1 bad usage, or nothing could be read; 2 part of the input could not be read; 130 interrupted.

        Examples:
          eqlps events Microsoft-Windows-Sysmon%4Operational.evtx > events.ndjson
          eqlps events Security.evtx --format table
          eqlps events Security.evtx --format xml --recover
        """;

    public static Command Create(CliConsole console, CancellationToken cancellation)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Event logs (EVTX), event XML, JSON in any usual form, folders, .gz and .zip of these; - is standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<EventFormat?> format = OptionTypes.Choice(
            "--format", "One JSON document a line, the XML of event logs, or columns for people [default: ndjson]",
            ("ndjson", EventFormat.Ndjson), ("xml", EventFormat.Xml), ("table", EventFormat.Table));
        Option<string[]> fieldMaps = FieldMapOption.Create();
        Option<bool> resolveUsers = ResolveUsersOption.Create();
        Option<bool> exact = ReadingOptions.Exact();
        Option<bool> raw = ReadingOptions.Raw();
        var recover = new Option<bool>("--recover")
        {
            Description = "Search the slack space of event logs for older records too. They are marked: [eqlps.recovered] in JSON, "
                + "a comment in XML",
        };
        Option<long?> threads = ReadingOptions.Threads();
        var command = new Command("events", "Prints every event as one JSON document a line.")
        {
            paths, format, exact, raw, fieldMaps, resolveUsers, recover, threads,
        };
        command.SetAction(result => new EventsRun(console, new EventsArguments
        {
            Paths = result.GetRequiredValue(paths),
            Mode = ReadingOptions.Mode(result.GetValue(exact), result.GetValue(raw)),
            FieldMaps = result.GetValue(fieldMaps) ?? [],
            ResolvesUsers = result.GetValue(resolveUsers),
            Format = result.GetValue(format) ?? EventFormat.Ndjson,
            Recover = result.GetValue(recover),
            Threads = ReadingOptions.Number(result.GetValue(threads)),
        }).Run(cancellation));
        return command;
    }
}
