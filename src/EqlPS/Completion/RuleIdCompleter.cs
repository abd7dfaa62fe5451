using EqlPS.Rules;

namespace EqlPS.Completion;

/// <summary>Completes ids of rules.</summary>
public sealed class RuleIdCompleter : RuleCompleter
{
    private protected override IEnumerable<string> ValuesOf(EqlRule rule) => [rule.RuleId];
}
