using EqlPS.Toml;

namespace EqlPS.Rules;

/// <summary>Makes a rule of the tables of a TOML file or of one object of an export.</summary>
internal static class RuleBuilder
{
    /// <summary>The rule, or null with the reason among the findings.</summary>
    /// <param name="rule">The <c>[rule]</c> table or the exported object.</param>
    /// <param name="metadata">The <c>[metadata]</c> table; null where there is none.</param>
    /// <param name="transform">The <c>[transform]</c> table; null where there is none.</param>
    public static EqlRule? Build(RuleFields rule, RuleFields? metadata, TomlTable? transform)
    {
        if (!IsEql(rule))
        {
            return null;
        }

        string? name = rule.Text("name");
        TomlValue? query = rule.Find("query");
        if (!Require(rule, "name", name, rule.Find("name")) | !Require(rule, "query", query?.Text, query))
        {
            return null;
        }

        Dictionary<string, object> extensions = RuleExtensions.Create();
        int? riskScore = rule.Integer("risk_score", 0, 100);
        RuleSeverity? severity = ReadSeverity(rule, riskScore);
        string? note = EmptyToNull(rule.RawText("note"));
        EqlRule built = new()
        {
            RuleId = ReadId(rule, name!),
            Name = name!,
            Query = query!.Text!,
            QueryOrigin = query.GetOrigin(),
            Description = rule.Text("description") ?? "",
            Severity = severity ?? RuleSeverity.Low,
            RiskScore = riskScore ?? ScoreOf(severity ?? RuleSeverity.Low),
            Version = rule.Integer("version", 0, int.MaxValue) ?? 1,
            Enabled = rule.Boolean("enabled") ?? true,
            Index = rule.Texts("index"),
            Tags = rule.Texts("tags"),
            Threat = RuleParts.ReadThreat(rule),
            Author = rule.Texts("author"),
            License = EmptyToNull(rule.Text("license")),
            FalsePositives = rule.Texts("false_positives"),
            References = rule.Texts("references"),
            Note = note is null || transform is null ? note : RuleNote.Render(note, transform, rule.Find("note")!, rule.Findings),
            Setup = EmptyToNull(rule.RawText("setup")),
            Interval = rule.Text("interval") ?? "5m",
            From = rule.Text("from") ?? "now-6m",
            To = rule.Text("to") ?? "now",
            MaxSignals = rule.Integer("max_signals", 1, int.MaxValue) ?? 100,
            BuildingBlockType = rule.Text("building_block_type"),
            TimestampOverride = rule.Text("timestamp_override"),
            TimestampOverrideFallbackDisabled = rule.Boolean("timestamp_override_fallback_disabled") ?? false,
            TimestampField = rule.Text("timestamp_field"),
            TiebreakerField = rule.Text("tiebreaker_field"),
            EventCategoryOverride = rule.Text("event_category_override"),
            RuleNameOverride = rule.Text("rule_name_override"),
            TimelineId = rule.Text("timeline_id"),
            TimelineTitle = rule.Text("timeline_title"),
            SeverityMapping = RuleParts.ReadSeverityMapping(rule),
            RiskScoreMapping = RuleParts.ReadRiskScoreMapping(rule),
            ExceptionsList = RuleParts.ReadExceptionLists(rule),
            AlertSuppression = RuleParts.ReadSuppression(rule),
            InvestigationFields = RuleParts.ReadInvestigationFields(rule),
            DeclaredIntegrations = RuleParts.ReadIntegrations(rule),
            DeclaredFields = RuleParts.ReadRequiredFields(rule),
            Integrations = metadata?.Texts("integration") ?? [],
            Maturity = metadata?.Text("maturity"),
            MinStackVersion = metadata?.Text("min_stack_version"),
            CreationDate = metadata is null ? rule.Text("created_at") : metadata.Text("creation_date"),
            UpdatedDate = metadata is null ? rule.Text("updated_at") : metadata.Text("updated_date"),
            Extensions = extensions,
            Path = rule.Findings.Path,
            Line = rule.Position.Line,
        };
        WarnOfFilters(rule);
        rule.AddUnread(extensions, "");
        metadata?.AddUnread(extensions, "metadata.");
        return built;
    }

    private static bool IsEql(RuleFields rule)
    {
        string? type = rule.Text("type");
        string? language = rule.Text("language");
        string? other = type is not (null or "eql") ? type : language is not (null or "eql") ? language : null;
        if (other is not null)
        {
            string shown = TomlScanner.Show(other);
            rule.Findings.Tell(RuleCodes.NotEql, $"The rule is of type {shown}, not EQL; it is left out.", rule.Position);
            return false;
        }

        if (type is null && language is null)
        {
            rule.Findings.Warn(RuleCodes.FieldMissing, "The rule has no type; it is taken to be eql.", rule.Position);
        }

        return true;
    }

    private static bool Require(RuleFields rule, string key, string? text, TomlValue? value)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            return true;
        }

        bool isWrongType = value is not null && value.Kind != TomlKind.String;
        rule.Findings.Error(
            isWrongType ? RuleCodes.FieldInvalid : RuleCodes.FieldMissing,
            isWrongType ? $"The rule's {key} must be text." : $"The rule needs a {key}.",
            value?.Position ?? rule.Position);
        return false;
    }

    private static string ReadId(RuleFields rule, string name)
    {
        string? id = rule.Text("rule_id");
        if (!string.IsNullOrWhiteSpace(id))
        {
            return id!;
        }

        rule.Findings.Warn(RuleCodes.FieldMissing, "The rule has no rule_id; its name serves as one.", rule.Position);
        return name;
    }

    private static RuleSeverity? ReadSeverity(RuleFields rule, int? riskScore)
    {
        RuleSeverity? severity = RuleParts.ReadSeverity(rule);
        if (severity is not null || riskScore is null)
        {
            return severity;
        }

        return riskScore switch
        {
            <= 21 => RuleSeverity.Low,
            <= 47 => RuleSeverity.Medium,
            <= 73 => RuleSeverity.High,
            _ => RuleSeverity.Critical,
        };
    }

    /// <summary>The score that Elastic's form proposes for a severity.</summary>
    private static int ScoreOf(RuleSeverity severity) => severity switch
    {
        RuleSeverity.Low => 21,
        RuleSeverity.Medium => 47,
        RuleSeverity.High => 73,
        _ => 99,
    };

    /// <summary>An export may write an empty text where the TOML file has none.</summary>
    private static string? EmptyToNull(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static void WarnOfFilters(RuleFields rule)
    {
        // Left among the unread keys on purpose: extensions show what the filter says.
        if (rule.Peek("filters")?.Array is { Count: > 0 })
        {
            const string Message = "The rule has filters, which are not applied; it may match more than it does in Elastic.";
            rule.Findings.Warn(RuleCodes.FilterIgnored, Message, rule.Peek("filters")!.Position);
        }
    }
}
