using EqlPS.Toml;

namespace EqlPS.Rules;

/// <summary>An EQL detection rule as Elastic's schema has it; immutable.</summary>
/// <remarks>The same rule from TOML and from an export has the same fields but for those that only one of the two files has.</remarks>
public sealed class EqlRule
{
    private IReadOnlyList<RelatedIntegration>? _relatedIntegrations;
    private IReadOnlyList<RequiredField>? _requiredFields;

    internal EqlRule()
    {
    }

    /// <summary>Stable identifier, usually a GUID. Where the file has none it is the name.</summary>
    public string RuleId { get; internal init; } = "";

    /// <summary>Short title; never empty.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>What the rule finds, as one line.</summary>
    public string Description { get; internal init; } = "";

    /// <summary>The EQL text as it stands in the file.</summary>
    public string Query { get; internal init; } = "";

    /// <summary>Always <c>eql</c>.</summary>
    public string Type { get; internal init; } = "eql";

    /// <summary>Always <c>eql</c>.</summary>
    public string Language { get; internal init; } = "eql";

    /// <summary>Severity of its alerts unless <see cref="SeverityMapping"/> gives another.</summary>
    public RuleSeverity Severity { get; internal init; }

    /// <summary>0 to 100.</summary>
    public int RiskScore { get; internal init; }

    /// <summary>Counts up with every change of the rule; 1 where the file has none, which is so for rules kept as TOML.</summary>
    public int Version { get; internal init; } = 1;

    /// <summary>False if the rule is switched off where it was exported.</summary>
    public bool Enabled { get; internal init; } = true;

    /// <summary>Index patterns the rule is written for; may be empty.</summary>
    public IReadOnlyList<string> Index { get; internal init; } = [];

    /// <summary>Labels such as <c>OS: Windows</c>.</summary>
    public IReadOnlyList<string> Tags { get; internal init; } = [];

    /// <summary>Tactics and techniques.</summary>
    public IReadOnlyList<ThreatMapping> Threat { get; internal init; } = [];

    /// <summary>Authors.</summary>
    public IReadOnlyList<string> Author { get; internal init; } = [];

    /// <summary>Licence of the rule, or null.</summary>
    public string? License { get; internal init; }

    /// <summary>Harmless activity that also matches.</summary>
    public IReadOnlyList<string> FalsePositives { get; internal init; } = [];

    /// <summary>Addresses of further reading.</summary>
    public IReadOnlyList<string> References { get; internal init; } = [];

    /// <summary>Investigation guide in Markdown with its queries filled in, or null.</summary>
    public string? Note { get; internal init; }

    /// <summary>What must be configured for the rule to see events, in Markdown, or null.</summary>
    public string? Setup { get; internal init; }

    /// <summary>Time between two runs, such as <c>5m</c>, which is also the default.</summary>
    public string Interval { get; internal init; } = "5m";

    /// <summary>Start of the search window in date math; <c>now-6m</c> by default.</summary>
    public string From { get; internal init; } = "now-6m";

    /// <summary>End of the search window in date math; <c>now</c> by default.</summary>
    public string To { get; internal init; } = "now";

    /// <summary>Most alerts of one run; 100 by default.</summary>
    public int MaxSignals { get; internal init; } = 100;

    /// <summary><c>default</c> if alerts of this rule only serve other rules, else null.</summary>
    public string? BuildingBlockType { get; internal init; }

    /// <summary>Field that the search window looks at instead of <c>@timestamp</c>, or null.</summary>
    public string? TimestampOverride { get; internal init; }

    /// <summary>True if <c>@timestamp</c> is not used where the override field is missing.</summary>
    public bool TimestampOverrideFallbackDisabled { get; internal init; }

    /// <summary>Field that orders events, or null for <c>@timestamp</c>.</summary>
    public string? TimestampField { get; internal init; }

    /// <summary>Field that orders events of equal timestamp, or null.</summary>
    public string? TiebreakerField { get; internal init; }

    /// <summary>Field that holds an event's category, or null for <c>event.category</c>.</summary>
    public string? EventCategoryOverride { get; internal init; }

    /// <summary>Field whose value names an alert instead of <see cref="Name"/>, or null.</summary>
    public string? RuleNameOverride { get; internal init; }

    /// <summary>Identifier of a timeline template, or null.</summary>
    public string? TimelineId { get; internal init; }

    /// <summary>Title of a timeline template, or null.</summary>
    public string? TimelineTitle { get; internal init; }

    /// <summary>Severities that depend on the event; the last match wins.</summary>
    public IReadOnlyList<SeverityMapping> SeverityMapping { get; internal init; } = [];

    /// <summary>Risk scores that depend on the event.</summary>
    public IReadOnlyList<RiskScoreMapping> RiskScoreMapping { get; internal init; } = [];

    /// <summary>Exception lists that apply.</summary>
    public IReadOnlyList<ExceptionListReference> ExceptionsList { get; internal init; } = [];

    /// <summary>How alerts are folded together, or null.</summary>
    public AlertSuppression? AlertSuppression { get; internal init; }

    /// <summary>Fields an analyst should see first.</summary>
    public IReadOnlyList<string> InvestigationFields { get; internal init; } = [];

    /// <summary>
    /// Sources of events: as the file has them, else the packages of <see cref="Integrations"/>, without versions.
    /// </summary>
    public IReadOnlyList<RelatedIntegration> RelatedIntegrations =>
        DeclaredIntegrations.Count > 0 ? DeclaredIntegrations : _relatedIntegrations ??= RuleSources.Integrations(this);

    /// <summary>
    /// Fields the rule reads, by name: as the file has them, else those of its query, with their types in the Elastic Common Schema and
    /// <c>unknown</c> for others; empty if the query cannot be read.
    /// </summary>
    public IReadOnlyList<RequiredField> RequiredFields =>
        DeclaredFields.Count > 0 ? DeclaredFields : _requiredFields ??= RuleSources.Fields(Query);

    /// <summary>The sources that the file lists.</summary>
    internal IReadOnlyList<RelatedIntegration> DeclaredIntegrations { get; init; } = [];

    /// <summary>The fields that the file lists.</summary>
    internal IReadOnlyList<RequiredField> DeclaredFields { get; init; } = [];

    /// <summary>Packages named by the <c>[metadata]</c> of a TOML rule.</summary>
    public IReadOnlyList<string> Integrations { get; internal init; } = [];

    /// <summary>Such as <c>production</c>; null outside TOML.</summary>
    public string? Maturity { get; internal init; }

    /// <summary>Oldest Elastic Stack the rule is made for, or null.</summary>
    public string? MinStackVersion { get; internal init; }

    /// <summary>When the rule was made, as the file writes it, or null.</summary>
    public string? CreationDate { get; internal init; }

    /// <summary>When the rule was last changed, as the file writes it, or null.</summary>
    public string? UpdatedDate { get; internal init; }

    /// <summary>
    /// Keys that have no property here, with strings, numbers, booleans, lists and dictionaries of such as values;
    /// those of a <c>[metadata]</c> table start with <c>metadata.</c>.
    /// </summary>
    public IReadOnlyDictionary<string, object> Extensions { get; internal init; } = RuleExtensions.Empty;

    /// <summary>The file the rule was read from, as it was named or found.</summary>
    public string Path { get; internal init; } = "";

    /// <summary>The line on which the rule starts, from 1.</summary>
    public int Line { get; internal init; }

    internal TomlStringOrigin QueryOrigin { get; init; }

    /// <summary>Where in the file a character of the query stands.</summary>
    /// <param name="offset">UTF-16 code units from the start of <see cref="Query"/>; held to its length.</param>
    /// <returns>Line and column, both from 1, columns in UTF-16 code units.</returns>
    public (int Line, int Column) LocateQuery(int offset)
    {
        TomlPosition position = QueryOrigin.Locate(Query, offset);
        return (position.Line, position.Column);
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
