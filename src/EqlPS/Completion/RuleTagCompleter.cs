using EqlPS.Rules;

namespace EqlPS.Completion;

/// <summary>Completes tags of rules.</summary>
public sealed class RuleTagCompleter : RuleCompleter
{
    private protected override IEnumerable<string> ValuesOf(EqlRule rule) => rule.Tags;
}
