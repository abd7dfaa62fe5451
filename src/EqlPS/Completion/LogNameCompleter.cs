using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace EqlPS.Completion;

/// <summary>Completes the logs that the built-in mappings understand.</summary>
public sealed class LogNameCompleter : IArgumentCompleter
{
    private static readonly string[] Names =
    [
        "Microsoft-Windows-PowerShell/Operational", "Microsoft-Windows-Sysmon/Operational", "Microsoft-Windows-TaskScheduler/Operational",
        "Microsoft-Windows-Windows Defender/Operational", "Security", "System", "Application", "Windows PowerShell", "ForwardedEvents",
    ];

    /// <summary>The names that contain the word.</summary>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string word = (wordToComplete ?? string.Empty).Trim('\'', '"');
        return Names.Where(name => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0)
            .Select(name => new CompletionResult(
                name.IndexOf(' ') >= 0 ? $"'{name}'" : name, name, CompletionResultType.ParameterValue, name));
    }
}
