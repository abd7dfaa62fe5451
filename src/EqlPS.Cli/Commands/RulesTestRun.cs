using System.Globalization;
using EqlPS.Cli.Input;
using EqlPS.Cli.Output;
using EqlPS.Events;
using EqlPS.Rules;
using EqlPS.Rules.Cases;

namespace EqlPS.Cli.Commands;

/// <summary>
/// One run of <c>eqlps rules test</c>: the cases beside each rule; a line for every rule, and one for every case that did not pass.
/// </summary>
internal sealed class RulesTestRun(string[] paths, TextWriter output, TextWriter error)
{
    /// <summary>Runs the cases; the exit code tells of failed ones, and of a run that tested nothing.</summary>
    public int Run(CancellationToken cancellation)
    {
        try
        {
            RuleSet set = RuleSet.Load(RulePathDefaults.Or(paths), cancellation);
            RuleDiagnostic[] errors = set.Diagnostics.Where(d => d.Severity == RuleDiagnosticSeverity.Error).ToArray();
            foreach (RuleDiagnostic finding in errors)
            {
                output.WriteLine(Text.Visible(finding.ToString()));
            }

            var runner = new RuleCaseRunner((source, fields) =>
                new EventReaders(fields, ReadingMode.Default, new EqlQueryOptions().TimestampField).OpenSingle(source));
            RuleCaseReport[] reports = RuleCaseSuite.Run(set.Rules, runner, cancellation).ToArray();
            foreach (RuleCaseReport report in reports)
            {
                Print(report);
            }

            int cases = reports.Sum(r => r.Results.Count);
            int failed = reports.Sum(r => r.Count(RuleCaseOutcome.Failed));
            error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"eqlps: {Text.Count(set.Rules.Count, "rule")}, {Text.Count(cases, "case")}, {failed} failed"));
            return cases == 0 || errors.Length > 0 || reports.Any(r => r.HasFailed) ? ExitCode.Failure : ExitCode.Success;
        }
        catch (UsageException usage)
        {
            error.WriteLine($"eqlps: {usage.Message}");
            return ExitCode.Failure;
        }
    }

    private void Print(RuleCaseReport report)
    {
        string outcome = report.File is null ? "no cases"
            : string.Create(CultureInfo.InvariantCulture, $"{report.Count(RuleCaseOutcome.Passed)} of {report.Results.Count} passed");
        output.WriteLine(Text.Visible($"{report.Rule.Name}: {outcome}"));
        foreach (RuleDiagnostic finding in report.File?.Diagnostics ?? [])
        {
            output.WriteLine(Text.Visible($"  {finding}"));
        }

        foreach (RuleCaseResult result in report.Results.Where(r => r.Outcome != RuleCaseOutcome.Passed))
        {
            output.WriteLine(Text.Visible($"  {result.Outcome}: {result.Case.Name}: {result.Message}"));
        }
    }
}
