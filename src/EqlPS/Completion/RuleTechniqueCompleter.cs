using EqlPS.Rules;

namespace EqlPS.Completion;

/// <summary>Completes techniques by id of rules.</summary>
public sealed class RuleTechniqueCompleter : RuleCompleter
{
    private protected override IEnumerable<string> ValuesOf(EqlRule rule) =>
        rule.Threat.SelectMany(t => t.Techniques).SelectMany(t => t.Subtechniques.Select(s => s.Id).Concat([t.Id]));
}
