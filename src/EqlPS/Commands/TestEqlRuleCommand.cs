using System.Management.Automation;
using EqlPS.Completion;
using EqlPS.Events;
using EqlPS.Hunting;
using EqlPS.Objects;
using EqlPS.Rules;
using EqlPS.Rules.Cases;

namespace EqlPS.Commands;

/// <summary>Checks rules and gives what was found in them; with <c>-Case</c> runs the test cases that stand beside them.</summary>
[Cmdlet(VerbsDiagnostic.Test, "EqlRule")]
[OutputType(typeof(RuleDiagnostic), typeof(EqlCaseResult))]
public sealed class TestEqlRuleCommand : EqlCmdlet
{
    private readonly List<object?> _arguments = [];

    /// <summary>Rules: objects, names, ids, files, or the text of a rule. Without any, the rules that come with the module.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(RuleNameCompleter))]
    [AllowNull]
    public object[]? Rule { get; set; }

    /// <summary>Run the test cases beside the rules, and give what became of each.</summary>
    [Parameter]
    public SwitchParameter Case { get; set; }

    private protected override void Process()
    {
        if (Rule is not null || MyInvocation.ExpectingInput || MyInvocation.BoundParameters.ContainsKey(nameof(Rule)))
        {
            _arguments.AddRange(Rule ?? new object?[] { null });
        }
    }

    private protected override void End()
    {
        var found = new List<RuleDiagnostic>();
        var arguments = new RuleArguments(SessionState, found.Add) { KeepsErrors = !Case };
        IReadOnlyList<EqlRule> rules = _arguments.Count > 0 ? arguments.Read(_arguments, Cancellation)
            : MyInvocation.ExpectingInput ? [] : ShippedRules.Load(Cancellation).Rules;
        WriteVerbose(FormattableString.Invariant($"{rules.Count} EQL rules"));
        if (Case)
        {
            found.ForEach(diagnostic => RuleReports.Tell(this, diagnostic));
            RunCases(rules);
            return;
        }

        var compiled = CompiledRuleSet.Compile(rules);
        IEnumerable<RuleDiagnostic> findings = found
            .Concat(compiled.Diagnostics)
            .Concat(compiled.Rules.SelectMany(RuleLint.Check))
            .GroupBy(d => (d.Path, d.Line, d.Column, d.Code)).Select(same => same.First())
            .OrderBy(d => d.Path, StringComparer.Ordinal).ThenBy(d => d.Line).ThenBy(d => d.Column);
        foreach (RuleDiagnostic finding in findings)
        {
            WriteObject(finding);
        }
    }

    private void RunCases(IReadOnlyList<EqlRule> rules)
    {
        var runner = new RuleCaseRunner((source, fields) =>
            new EventReaders(fields, ReadingMode.Default, new EqlQueryOptions().TimestampField).OpenSingle(source));
        foreach (RuleCaseReport report in RuleCaseSuite.Run(rules, runner, Cancellation))
        {
            if (report.File is null)
            {
                WriteWarning(Visible.Line($"{report.Rule.Name}: no cases stand beside the rule."));
                continue;
            }

            foreach (RuleDiagnostic diagnostic in report.File.Diagnostics)
            {
                RuleReports.Tell(this, diagnostic);
            }

            foreach (RuleCaseResult result in report.Results)
            {
                WriteObject(new EqlCaseResult(report.Rule, result, report.File.Path));
            }
        }
    }
}
