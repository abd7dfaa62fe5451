using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using EqlPS.Cli.Output;

namespace EqlPS.Cli.Commands;

/// <summary>The program <c>eqlps</c>: its commands, and what happens when one of them ends in an unexpected way.</summary>
internal static class EqlpsCommand
{
    public const string Examples = """
        Results go to standard output; what went wrong on the way, and counts, to standard error.
        Exit codes: 0 it ran; 1 bad usage, query or rule, or nothing could be read; 2 part of the input could not be read; 130 interrupted.

        Examples:
          eqlps hunt C:\case\logs
          eqlps query 'process where process.name : "powershell.exe"' Security.evtx
          eqlps events Microsoft-Windows-Sysmon%4Operational.evtx
          eqlps rules test rules
        """;

    /// <summary>Runs the program and gives its exit code. Nothing is thrown.</summary>
    public static int Run(string[] args, CliConsole console, CancellationToken cancellation)
    {
        var report = new RunReport(console.Error);
        try
        {
            // An argument that begins with @ is a query in a file, not a file of arguments.
            ParseResult parsed = Create(console, cancellation).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (UsageErrors.Find(parsed) is { Count: > 0 } errors)
            {
                errors.ToList().ForEach(report.Error);
                report.Error($"see [{CommandLineOf(parsed)} --help]");
                return ExitCode.Failure;
            }

            using StreamWriter text = console.OpenText();
            return parsed.Invoke(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
                Output = text,
                Error = console.Error,
            });
        }
        catch (OperationCanceledException)
        {
            report.Error("interrupted");
            return ExitCode.Interrupted;
        }
        catch (OutOfMemoryException)
        {
            report.Error("there is not enough memory for this");
            return ExitCode.Failure;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            report.Error($"standard output cannot be written: {error.Message}");
            return ExitCode.Failure;
        }
        catch (Exception error)
        {
            report.Error($"unexpected {error.GetType().Name}: {error.Message}");
            return ExitCode.Failure;
        }
    }

    private static string CommandLineOf(ParseResult parsed)
    {
        string line = string.Empty;
        for (CommandResult? result = parsed.CommandResult; result is not null; result = result.Parent as CommandResult)
        {
            line = result.Command is RootCommand ? $"eqlps{line}" : $" {result.Command.Name}{line}";
        }

        return line;
    }

    private static RootCommand Create(CliConsole console, CancellationToken cancellation)
    {
        var root = new RootCommand("Runs Elastic EQL over event logs, without a cluster.") 
        {
            HuntCommand.Create(console, cancellation),
            QueryCommand.Create(console, cancellation),
            EventsCommand.Create(console, cancellation),
            RulesCommand.Create(console, cancellation),
        };
        foreach (Option option in root.Options)
        {
            option.Action = option switch
            {
                HelpOption { Action: HelpAction builtIn } => new HelpWithExamples(builtIn, console.Width),
                VersionOption => new VersionAction(),
                _ => option.Action,
            };
        }

        root.SetAction(parsed =>
        {
            new HelpWithExamples(new HelpAction(), console.Width).Invoke(parsed);
            return ExitCode.Failure;
        });
        return root;
    }
}
