using System.Management.Automation;
using EqlPS.Completion;
using EqlPS.Errors;
using EqlPS.Hunting;

namespace EqlPS.Rules;

/// <summary>A command that gives rules, and chooses among them by what they say of themselves.</summary>
public abstract class EqlRuleCmdlet : EqlCmdlet
{
    /// <summary>Names of rules; case does not matter, and <c>*</c> and <c>?</c> stand for anything.</summary>
    [Parameter]
    [ValidateNotNull]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(RuleNameCompleter))]
    public virtual string[] Name { get; set; } = [];

    /// <summary>Ids of rules.</summary>
    [Parameter]
    [ValidateNotNull]
    [SupportsWildcards]
    [Alias("RuleId")]
    [ArgumentCompleter(typeof(RuleIdCompleter))]
    public string[] Id { get; set; } = [];

    /// <summary>Tags of which a rule has one.</summary>
    [Parameter]
    [ValidateNotNull]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(RuleTagCompleter))]
    public string[] Tag { get; set; } = [];

    /// <summary>Severities wanted.</summary>
    [Parameter]
    [ValidateNotNull]
    public RuleSeverity[] Severity { get; set; } = [];

    /// <summary>The least risk score.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MinimumRiskScore { get; set; }

    /// <summary>Tactics by name or id, such as <c>TA0002</c>.</summary>
    [Parameter]
    [ValidateNotNull]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(RuleTacticCompleter))]
    public string[] Tactic { get; set; } = [];

    /// <summary>Techniques by name or id, such as <c>T1059</c>, which covers <c>T1059.001</c>.</summary>
    [Parameter]
    [ValidateNotNull]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(RuleTechniqueCompleter))]
    public string[] Technique { get; set; } = [];

    private protected RuleFilter Filter => new()
    {
        Names = Name,
        Ids = Id,
        Tags = Tag,
        Severities = Severity,
        MinimumRisk = MinimumRiskScore,
        Tactics = Tactic,
        Techniques = Technique,
    };

    /// <summary>Gives the rules that are wanted, and reports what is wrong with the others.</summary>
    private protected void Give(IReadOnlyList<EqlRule> rules, IReadOnlyList<RuleDiagnostic> diagnostics)
    {
        foreach (RuleDiagnostic diagnostic in diagnostics)
        {
            RuleReports.Tell(this, diagnostic);
        }

        RuleFilter filter = Filter;
        foreach (EqlRule rule in rules.Where(filter.Accepts))
        {
            Cancellation.ThrowIfCancellationRequested();
            WriteObject(rule);
        }

        ReportMissing("name", Name, rules.Select(rule => rule.Name));
        ReportMissing("id", Id, rules.Select(rule => rule.RuleId));
    }

    // As everywhere in PowerShell: what is named exactly and does not exist is an error, and a wildcard may find nothing.
    private void ReportMissing(string what, string[] wanted, IEnumerable<string> known)
    {
        var all = new HashSet<string>(known, StringComparer.OrdinalIgnoreCase);
        foreach (string text in wanted.Where(text => !WildcardPattern.ContainsWildcardCharacters(text) && !all.Contains(text)))
        {
            int similar = all.Count(name => name.IndexOf(text, StringComparison.OrdinalIgnoreCase) >= 0);
            string advice = similar > 0 ? FormattableString.Invariant($"; '*{text}*' finds {similar}")
                : text.IndexOfAny(['/', '\\']) >= 0 || text.EndsWith(".toml", StringComparison.OrdinalIgnoreCase)
                    ? "; rules of files are read with Import-EqlRule -Path"
                : string.Empty;
            Report(ErrorIds.RuleNotFound, $"No rule here has the {what} '{text}'{advice}.", ErrorCategory.ObjectNotFound, text);
        }
    }
}
