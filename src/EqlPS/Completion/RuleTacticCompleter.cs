using EqlPS.Rules;

namespace EqlPS.Completion;

/// <summary>Completes tactics of rules.</summary>
public sealed class RuleTacticCompleter : RuleCompleter
{
    private protected override IEnumerable<string> ValuesOf(EqlRule rule) => rule.Threat.Select(t => t.Tactic.Name);
}
