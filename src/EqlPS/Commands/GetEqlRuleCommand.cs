using System.Management.Automation;
using EqlPS.Completion;
using EqlPS.Rules;

namespace EqlPS.Commands;

/// <summary>Gives the rules that come with the module.</summary>
[Cmdlet(VerbsCommon.Get, "EqlRule")]
[OutputType(typeof(EqlRule))]
public sealed class GetEqlRuleCommand : EqlRuleCmdlet
{
    /// <summary>Names of rules; case does not matter, and <c>*</c> and <c>?</c> stand for anything.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNull]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(RuleNameCompleter))]
    public override string[] Name { get; set; } = [];

    private protected override void End()
    {
        RuleSet rules = ShippedRules.Load(Cancellation);
        WriteVerbose(FormattableString.Invariant($"{rules.Rules.Count} rules in {ShippedRules.Folder}"));
        Give(rules.Rules, rules.Diagnostics);
    }
}
