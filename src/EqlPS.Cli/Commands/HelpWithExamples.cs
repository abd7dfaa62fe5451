using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace EqlPS.Cli.Commands;

/// <summary>Prints a command's options, then its examples.</summary>
internal sealed class HelpWithExamples : SynchronousCommandLineAction
{
    private readonly HelpAction _options;

    public HelpWithExamples(HelpAction options, int width)
    {
        options.MaxWidth = width;
        _options = options;
    }

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        TextWriter output = parseResult.InvocationConfiguration.Output;
        using var help = new StringWriter();
        parseResult.InvocationConfiguration.Output = help;
        _options.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output = output;
        help.Write(ExamplesOf(parseResult.CommandResult.Command));

        // Whatever file the program was started from, this is its name.
        foreach (string line in help.ToString().ReplaceLineEndings("\n").Split('\n'))
        {
            output.WriteLine(line.TrimEnd().Replace($"  {RootCommand.ExecutableName} ", "  eqlps ", StringComparison.Ordinal));
        }

        return ExitCode.Success;
    }

    private static string ExamplesOf(Command command) => command.Name switch
    {
        "query" => QueryCommand.Examples,
        "hunt" => HuntCommand.Examples,
        "events" => EventsCommand.Examples,
        _ => command is RootCommand ? EqlpsCommand.Examples : RulesCommand.Examples,
    };
}
