using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using EqlPS.Errors;
using EqlPS.Rules;

namespace EqlPS.Completion;

/// <summary>Completes what rules say of themselves, from the rules that come with the module.</summary>
public abstract class RuleCompleter : IArgumentCompleter
{
    /// <summary>The values that begin with, or else contain, the word, which may hold wildcards; without repeats, in order.</summary>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string word = (wordToComplete ?? string.Empty).Trim('\'', '"');
        string[] values = Load().SelectMany(ValuesOf).Distinct(StringComparer.OrdinalIgnoreCase).OrderBy(v => v, StringComparer.Ordinal)
            .ToArray();
        var pattern = new WildcardPattern(word + "*", WildcardOptions.IgnoreCase);
        string[] found = values.Where(pattern.IsMatch).ToArray();
        if (found.Length == 0)
        {
            found = values.Where(v => v.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0).ToArray();
        }

        return found.Select(v => new CompletionResult(Quote(v), v, CompletionResultType.ParameterValue, v)).ToArray();
    }

    private protected abstract IEnumerable<string> ValuesOf(EqlRule rule);

    private static IReadOnlyList<EqlRule> Load()
    {
        try
        {
            return ShippedRules.Load().Rules;
        }
        catch (EqlUsageException)
        {
            return [];
        }
    }

    private static string Quote(string value) => value.All(c => char.IsLetterOrDigit(c) || c is '-' or '.' or '_') && value.Length > 0
        ? value : "'" + CodeGeneration.EscapeSingleQuotedStringContent(value) + "'";
}
