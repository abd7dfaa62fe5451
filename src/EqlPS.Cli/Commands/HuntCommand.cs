using System.CommandLine;

namespace EqlPS.Cli.Commands;

/// <summary><c>eqlps hunt</c>: detection rules over files of events.</summary>
internal static class HuntCommand
{
    public const string Examples = """
        Alerts go to standard output; what could not be read or checked, and counts, to standard error.
        Exit codes: 0 it ran, alerts or not; 1 bad usage or rule, or nothing could be read; 2 part of the input could not be read;
        130 interrupted.

        Examples:
          The rules that come with the program, over a folder of logs:
            eqlps hunt logs/

          Own rules, as JSON documents:
            eqlps hunt --rules my-rules/ --format ndjson logs/

          A scheduled run that tells of new alerts only:
            eqlps hunt --seen alerts.seen --output alerts.ndjson --format ndjson --since now-9m Microsoft-Windows-Sysmon%4Operational.evtx
        """;


    public static Command Create(CliConsole console, CancellationToken cancellation)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Event logs (EVTX), event XML, JSON in any usual form, folders, .gz and .zip of these; - is standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        var rules = new Option<string[]>("--rules")
        {
            Description = "Rule file, folder or glob, TOML or Kibana export; may be repeated. "
                + "Without it, the rules that come with the program.",
            HelpName = "PATH",
        };
        Option<HuntFormat?> format = OptionTypes.Choice(
            "--format", "Columns with the worst first, one alert document a line, or a spreadsheet [default: table].",
            ("table", HuntFormat.Table), ("ndjson", HuntFormat.Ndjson), ("csv", HuntFormat.Csv));
        var since = new Option<string?>("--since")
        {
            Description = "Leave out events before this time: a date such as 2024-05-01T08:00Z, or date math such as now-9m.",
            HelpName = "TIME",
        };
        var until = new Option<string?>("--until") { Description = "Leave out events after this time.", HelpName = "TIME" };
        var exceptions = new Option<string[]>("--exception")
        {
            Description = "Leave out events that a condition in this file describes: EQL conditions one a line, "
                + "or Elastic exception list items. May be repeated.",
            HelpName = "FILE",
        };
        Option<long?> maxAlerts = OptionTypes.Number(
            "--max-alerts", 1, long.MaxValue, "The most alerts of one rule, its earliest; without it, all.");
        var seen = new Option<string?>("--seen")
        {
            Description = "Give only alerts that are not listed in this file, and list them there.",
            HelpName = "FILE",
        };
        var output = new Option<string?>("--output")
        {
            Description =
                "With ndjson and csv: append alerts to this file. With --seen, each alert stands there once, even if runs were killed.",
            HelpName = "FILE",
        };
        var blocks = new Option<bool>("--building-blocks")
        {
            Description = "With ndjson: the alert of each event of a sequence too, before the sequence's own.",
        };
        Option<long?> threads = ReadingOptions.Threads();
        var perFile = new Option<bool>("--per-file")
        {
            Description = "Tell of each file how many events and alerts it held, and how its times were read.",
        };
        var filter = new RuleFilterOptions();
        Option<string[]> fieldMaps = FieldMapOption.Create();
        Option<bool> resolveUsers = ResolveUsersOption.Create();
        Option<bool> exact = ReadingOptions.Exact();
        Option<bool> raw = ReadingOptions.Raw();

        var command = new Command("hunt", "Runs detection rules over files of events and prints the alerts.")
        {
            paths, rules, format, since, until, exceptions, maxAlerts, seen, output, blocks,
            exact, raw, fieldMaps, resolveUsers, threads, perFile,
        };
        filter.AddTo(command);
        command.SetAction(result =>
        {
            return new HuntRun(new HuntArguments
            {
                Paths = result.GetRequiredValue(paths),
                Rules = result.GetValue(rules) ?? [],
                Format = result.GetValue(format) ?? HuntFormat.Table,
                Since = result.GetValue(since),
                Until = result.GetValue(until),
                Exceptions = result.GetValue(exceptions) ?? [],
                MaxAlerts = result.GetValue(maxAlerts),
                Seen = result.GetValue(seen),
                Output = result.GetValue(output),
                BuildingBlocks = result.GetValue(blocks),
                Threads = ReadingOptions.Number(result.GetValue(threads)),
                PerFile = result.GetValue(perFile),
                Filter = filter.Read(result),
                FieldMaps = result.GetValue(fieldMaps) ?? [],
                ResolvesUsers = result.GetValue(resolveUsers),
                Mode = ReadingOptions.Mode(result.GetValue(exact), result.GetValue(raw)),
            }, console.Output, console.Error, showsProgress: !Console.IsErrorRedirected).Run(cancellation);
        });
        return command;
    }
}
