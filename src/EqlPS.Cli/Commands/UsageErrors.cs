using System.CommandLine;
using System.CommandLine.Parsing;
using EqlPS.Analysis;

namespace EqlPS.Cli.Commands;

/// <summary>What is wrong with a command line, in words for the person who typed it.</summary>
internal static class UsageErrors
{
    /// <summary>The messages; empty if the command line can be run.</summary>
    public static IReadOnlyCollection<string> Find(ParseResult parsed)
    {
        if (parsed.Action is HelpWithExamples or VersionAction)
        {
            return [];
        }

        if (parsed.CommandResult.Command is RootCommand)
        {
            return parsed.UnmatchedTokens.Count > 0
                ? [UnknownCommand(parsed.UnmatchedTokens[0], parsed.CommandResult.Command.Subcommands)]
                : parsed.Errors.Select(MessageOf).ToArray();
        }

        if (parsed.CommandResult.Command is { Subcommands.Count: > 0 } group)
        {
            string known = string.Join('|', group.Subcommands.Select(c => c.Name));
            return [parsed.UnmatchedTokens.Count > 0 ? UnknownCommand(parsed.UnmatchedTokens[0], group.Subcommands)
                : $"the command is missing: eqlps {group.Name} <{known}>"];
        }

        string[] unknown = UnknownOptions(parsed).ToArray();
        if (unknown.Length > 0)
        {
            return unknown;
        }

        Argument[] missing = parsed.CommandResult.Command.Arguments
            .Where(a => a.Arity.MinimumNumberOfValues > 0 && parsed.GetResult(a) is not { Tokens.Count: > 0 })
            .ToArray();
        string[] errors = parsed.Errors
            .Where(e => e.SymbolResult is not CommandResult && !missing.Any(a => (e.SymbolResult as ArgumentResult)?.Argument == a))
            .Select(MessageOf)
            .ToArray();
        return missing.Length == 0 ? errors
            : missing.Length == 1 ? ["no PATH is given: name files or folders of events, or - for standard input", .. errors]
            : ["no query is given: eqlps query '<EQL>' PATH...", .. errors];
    }

    private static string MessageOf(ParseError error) =>
        error.SymbolResult is not OptionResult { Option: Option option } result ? error.Message
        : result.Tokens.Count == 0 && option.HelpName is not null ? $"{option.Name} takes a value: {option.Name} <{option.HelpName}>"
        : result.Tokens.Count > 1 ? $"{option.Name} can be given only once"
        : error.Message;

    private static string UnknownCommand(string token, IEnumerable<Command> commands) =>
        token.StartsWith('-') ? $"there is no option [{token}]"
        : token.Contains(' ') && commands.Any(c => c.Name == "query") ? "the command is missing: eqlps query '<EQL>' PATH..."
        : $"there is no command [{token}]{Suggestions.For(token, commands.Select(c => c.Name))}";

    // The parser takes options that it does not know for paths or for the query.
    private static IEnumerable<string> UnknownOptions(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        HashSet<Token> arguments = command.Arguments
            .SelectMany(a => parsed.GetResult(a)?.Tokens ?? [])
            .ToHashSet<Token>(ReferenceEqualityComparer.Instance);
        return parsed.Tokens
            .TakeWhile(t => t.Type != TokenType.DoubleDash)
            .Where(t => t.Value.Length > 1 && t.Value[0] == '-' && arguments.Contains(t))
            .Select(t => $"there is no option [{t.Value}]{Suggestions.For(t.Value.Split('=')[0], command.Options.Select(o => o.Name))}");
    }
}
