using System.Management.Automation;
using EqlPS.Errors;
using EqlPS.Hunting;
using EqlPS.Input;

namespace EqlPS.Rules;

/// <summary>Makes the set of rules of a hunt; whatever is wrong with it ends the command before anything is read.</summary>
internal static class HuntRules
{
    /// <summary>The rules compiled together.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="exceptions">Files of exceptions.</param>
    /// <param name="session">The session of the command, for paths.</param>
    /// <param name="tell">Takes findings that are no errors.</param>
    /// <exception cref="EqlUsageException">A rule or an exception cannot be used, or there is no rule.</exception>
    public static CompiledRuleSet Compile(
        IReadOnlyList<EqlRule> rules, string[] exceptions, SessionState session, Action<RuleDiagnostic> tell)
    {
        ExceptionSet excepted = ExceptionReader.ReadAll(exceptions.Select(path => PathResolver.FileOf(session, path)));
        Check(excepted.Diagnostics, exceptions, tell);
        if (rules.Count == 0)
        {
            throw new EqlUsageException(ErrorIds.NoRule, "There is no rule to run.", ErrorCategory.InvalidArgument, null);
        }

        var compiled = CompiledRuleSet.Compile(rules, excepted);
        Check(compiled.Diagnostics.Where(d => d.Severity == RuleDiagnosticSeverity.Error), rules, tell);
        return compiled;
    }

    private static void Check(IEnumerable<RuleDiagnostic> diagnostics, object target, Action<RuleDiagnostic> tell)
    {
        RuleDiagnostic[] all = diagnostics.ToArray();
        RuleDiagnostic[] errors = all.Where(d => d.Severity == RuleDiagnosticSeverity.Error).ToArray();
        if (errors.Length > 0)
        {
            string text = string.Join(Environment.NewLine, errors.Take(10).Select(e => Visible.Line(e.ToString())));
            throw new EqlUsageException(errors[0].Code, text, ErrorCategory.InvalidData, target);
        }

        foreach (RuleDiagnostic diagnostic in all)
        {
            tell(diagnostic);
        }
    }
}
