using System.CommandLine;
using EqlPS.Cli.Input;

namespace EqlPS.Cli.Commands;

/// <summary><c>eqlps rules</c>: what is in rule files, and what is wrong with it.</summary>
internal static class RulesCommand
{
    public const string Examples = """
        Results go to standard output; what went wrong on the way, and counts, to standard error.
        Exit codes: 0 nothing is wrong; 1 bad usage, an error in a rule, a case that failed, or nothing to work on; 2 [list] or [guide]
        could not read some rules or alerts.

        Examples:
          eqlps rules list --tactic Execution
          eqlps rules check my-rules/
          eqlps rules test my-rules/
          eqlps rules guide 'Network Connection via Certutil'
          eqlps rules guide --alert alerts.ndjson
        """;

    public static Command Create(CliConsole console, CancellationToken cancellation) =>
        new("rules", "Lists, checks and tests rule files, and shows their investigation guides.")
        {
            CreateList(console, cancellation), CreateCheck(console, cancellation), CreateTest(console, cancellation),
            CreateGuide(console, cancellation),
        };

    private static Command CreateList(CliConsole console, CancellationToken cancellation)
    {
        Argument<string[]> paths = Paths();
        Option<ResultFormat?> format = OptionTypes.Choice(
            "--format", "Columns, or one JSON document a line [default: table].",
            ("table", ResultFormat.Table), ("ndjson", ResultFormat.Ndjson));
        var filter = new RuleFilterOptions();
        var command = new Command("list", "Lists the EQL rules in files and folders.") { paths, format };
        filter.AddTo(command);
        command.SetAction(result =>
        {
            return new RulesListRun(result.GetValue(paths) ?? [], filter.Read(result), result.GetValue(format) ?? ResultFormat.Table,
                console.Output, console.Error).Run(cancellation);
        });
        return command;
    }

    private static Command CreateCheck(CliConsole console, CancellationToken cancellation)
    {
        Argument<string[]> paths = Paths();
        var command = new Command("check",
            "Checks rules: errors keep a rule from running, warnings tell of what is probably not meant.") { paths };
        command.SetAction(result =>
        {
            using var output = new StreamWriter(console.Output, leaveOpen: true);
            return new RulesCheckRun(result.GetValue(paths) ?? [], output, console.Error).Run(cancellation);
        });
        return command;
    }

    private static Command CreateTest(CliConsole console, CancellationToken cancellation)
    {
        Argument<string[]> paths = Paths();
        var command = new Command("test", "Runs the cases beside the rules: events that must alert, and events that must not.") { paths };
        command.SetAction(result =>
        {
            using var output = new StreamWriter(console.Output, leaveOpen: true);
            return new RulesTestRun(result.GetValue(paths) ?? [], output, console.Error).Run(cancellation);
        });
        return command;
    }

    private static Command CreateGuide(CliConsole console, CancellationToken cancellation)
    {
        var rule = new Argument<string?>("RULE")
        {
            Description = "Id, name, part of the name or file; without it, the rules of the alerts.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var rules = new Option<string[]>("--rules")
        {
            Description = "Rule files, folders and globs; without any, the rules that come with the program.",
            HelpName = "PATH",
        };
        var alert = new Option<string?>("--alert")
        {
            Description = "Fill the queries in from each alert of this file, which 'eqlps hunt --format ndjson' wrote; "
                + "'-' for standard input.",
            HelpName = "FILE",
        };
        var command = new Command("guide", "Shows what to do about an alert: the investigation guide of its rule.") { rule, rules, alert };
        command.SetAction(result =>
        {
            using StreamWriter output = console.OpenText();
            string? file = result.GetValue(alert);
            Func<Stream>? open = file is null ? null : file == "-" ? console.OpenInput : () => AlertFile.Open(file);
            return new RulesGuideRun(result.GetValue(rule), result.GetValue(rules) ?? [], open, output, console.Error).Run(cancellation);
        });
        return command;
    }

    private static Argument<string[]> Paths() => new("PATH")
    {
        Description = "Rule files, folders and globs; without any, the rules that come with the program.",
        Arity = ArgumentArity.ZeroOrMore,
    };
}
