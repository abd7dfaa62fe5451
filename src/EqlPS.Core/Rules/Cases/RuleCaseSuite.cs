namespace EqlPS.Rules.Cases;

/// <summary>Runs the cases beside any number of rules.</summary>
internal static class RuleCaseSuite
{
    /// <summary>A report for each rule, in order; a rule without cases has one too.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static IEnumerable<RuleCaseReport> Run(IEnumerable<EqlRule> rules, RuleCaseRunner runner, CancellationToken cancellation)
    {
        foreach (EqlRule rule in rules)
        {
            cancellation.ThrowIfCancellationRequested();
            string? path = RuleCaseFile.PathFor(rule.Path);
            if (path is null || !File.Exists(path))
            {
                yield return new RuleCaseReport(rule, null, []);
                continue;
            }

            RuleCaseFile file = RuleCaseFile.Read(path);
            yield return new RuleCaseReport(rule, file, runner.Run(rule, file.Cases, cancellation));
        }
    }
}
