using EqlPS.Rules;

namespace EqlPS.Completion;

/// <summary>Completes names of rules.</summary>
public sealed class RuleNameCompleter : RuleCompleter
{
    private protected override IEnumerable<string> ValuesOf(EqlRule rule) => [rule.Name];
}
