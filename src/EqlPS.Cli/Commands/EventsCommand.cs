using System.CommandLine;

namespace EqlPS.Cli.Commands;

/// <summary><c>eqlps events</c>: what events the files hold, as queries and rules see them.</summary>
internal static class EventsCommand
{
    public static Command Create(CliConsole console, CancellationToken cancellation)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Event logs (EVTX), event XML, JSON in any usual form, folders, .gz and .zip of these; - is standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<bool> exact = ReadingOptions.Exact();
        Option<bool> raw = ReadingOptions.Raw();
        var command = new Command("events", "Prints every event as one JSON document a line.") { paths, exact, raw };
        command.SetAction(result => new EventsRun(
            console, result.GetRequiredValue(paths), ReadingOptions.Mode(result.GetValue(exact), result.GetValue(raw))).Run(cancellation));
        return command;
    }
}
