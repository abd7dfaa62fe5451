using EqlPS.Cli.Input;
using EqlPS.Cli.Output;
using EqlPS.Hunting;
using EqlPS.Rules;

namespace EqlPS.Cli.Commands;

/// <summary>One run of <c>eqlps rules check</c>: every finding on a line of its own, in the form of compilers, then a count.</summary>
internal sealed class RulesCheckRun(string[] paths, TextWriter output, TextWriter error)
{
    /// <summary>Checks the rules; the exit code tells of errors, not of warnings.</summary>
    public int Run(CancellationToken cancellation)
    {
        try
        {
            RuleSet set = RuleSet.Load(RulePathDefaults.Or(paths), cancellation);
            CompiledRuleSet compiled = CompiledRuleSet.Compile(set.Rules);
            RuleDiagnostic[] findings = set.Diagnostics
                .Concat(compiled.Diagnostics)
                .Concat(compiled.Rules.SelectMany(RuleLint.Check))
                .GroupBy(d => (d.Path, d.Line, d.Column, d.Code))
                .Select(same => same.First())
                .OrderBy(d => d.Path, StringComparer.Ordinal).ThenBy(d => d.Line).ThenBy(d => d.Column)
                .ToArray();
            foreach (RuleDiagnostic finding in findings)
            {
                output.WriteLine(Text.Visible(finding.ToString()));
            }

            int errors = findings.Count(d => d.Severity == RuleDiagnosticSeverity.Error);
            int warnings = findings.Count(d => d.Severity == RuleDiagnosticSeverity.Warning);
            error.WriteLine($"eqlps: {Text.Count(set.FileCount, "file")}, {Text.Count(set.Rules.Count, "EQL rule")}, "
                + $"{Text.Count(errors, "error")}, {Text.Count(warnings, "warning")}");
            return errors > 0 || set.Rules.Count == 0 ? ExitCode.Failure : ExitCode.Success;
        }
        catch (UsageException usage)
        {
            error.WriteLine($"eqlps: {usage.Message}");
            return ExitCode.Failure;
        }
    }
}
