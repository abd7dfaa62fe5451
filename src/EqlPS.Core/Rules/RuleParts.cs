using EqlPS.Toml;

namespace EqlPS.Rules;

/// <summary>Reads the tables within a rule.</summary>
internal static class RuleParts
{
    public static IReadOnlyList<ThreatMapping> ReadThreat(RuleFields rule)
    {
        List<ThreatMapping> mappings = [];
        foreach (RuleFields threat in rule.Tables("threat"))
        {
            string framework = threat.Text("framework") ?? "";
            if (threat.Table("tactic") is not RuleFields tactic)
            {
                threat.Findings.Warn(RuleCodes.FieldMissing, "This threat entry is ignored: it needs a tactic.", threat.Position);
                continue;
            }

            List<ThreatTechnique> techniques = [];
            foreach (RuleFields technique in threat.Tables("technique"))
            {
                ThreatEntry entry = ReadEntry(technique);
                List<ThreatEntry> subtechniques = [];
                foreach (RuleFields subtechnique in technique.Tables("subtechnique"))
                {
                    subtechniques.Add(ReadEntry(subtechnique));
                }

                techniques.Add(new ThreatTechnique(entry.Id, entry.Name, entry.Reference, subtechniques));
            }

            mappings.Add(new ThreatMapping(framework, ReadEntry(tactic), techniques));
        }

        return mappings;
    }

    public static IReadOnlyList<SeverityMapping> ReadSeverityMapping(RuleFields rule)
    {
        List<SeverityMapping> mappings = [];
        foreach (RuleFields mapping in rule.Tables("severity_mapping"))
        {
            mappings.Add(new SeverityMapping(
                mapping.Text("field") ?? "", mapping.Text("operator") ?? "equals", mapping.Text("value") ?? "", ReadSeverity(mapping)));
        }

        return mappings;
    }

    public static IReadOnlyList<RiskScoreMapping> ReadRiskScoreMapping(RuleFields rule)
    {
        List<RiskScoreMapping> mappings = [];
        foreach (RuleFields mapping in rule.Tables("risk_score_mapping"))
        {
            mappings.Add(new RiskScoreMapping(
                mapping.Text("field") ?? "",
                mapping.Text("operator") ?? "equals",
                mapping.Text("value") ?? "",
                mapping.Integer("risk_score", 0, 100)));
        }

        return mappings;
    }

    /// <summary>The <c>severity</c> of a table; null if it is absent or unknown.</summary>
    public static RuleSeverity? ReadSeverity(RuleFields fields)
    {
        TomlValue? value = fields.Find("severity");
        switch (value?.Text)
        {
            case "low":
                return RuleSeverity.Low;
            case "medium":
                return RuleSeverity.Medium;
            case "high":
                return RuleSeverity.High;
            case "critical":
                return RuleSeverity.Critical;
        }

        if (value is not null)
        {
            fields.Refuse<string>("severity", "low, medium, high or critical", value);
        }

        return null;
    }

    public static AlertSuppression? ReadSuppression(RuleFields rule)
    {
        if (rule.Table("alert_suppression") is not RuleFields fields)
        {
            return null;
        }

        IReadOnlyList<string> groupBy = fields.Texts("group_by");
        if (groupBy.Count is 0 or > 3)
        {
            const string Message = "alert_suppression is ignored: group_by must name one to three fields.";
            rule.Findings.Warn(RuleCodes.FieldInvalid, Message, fields.Position);
            return null;
        }

        bool suppressMissing = fields.Text("missing_fields_strategy") is not "doNotSuppress";
        return new AlertSuppression(groupBy, ReadDuration(fields), suppressMissing);
    }

    public static IReadOnlyList<ExceptionListReference> ReadExceptionLists(RuleFields rule)
    {
        List<ExceptionListReference> lists = [];
        foreach (RuleFields list in rule.Tables("exceptions_list"))
        {
            lists.Add(new ExceptionListReference(
                list.Text("id") ?? "", list.Text("list_id") ?? "", list.Text("type") ?? "", list.Text("namespace_type") ?? "single"));
        }

        return lists;
    }

    public static IReadOnlyList<RelatedIntegration> ReadIntegrations(RuleFields rule)
    {
        List<RelatedIntegration> integrations = [];
        foreach (RuleFields item in rule.Tables("related_integrations"))
        {
            integrations.Add(new RelatedIntegration(item.Text("package") ?? "", item.Text("version") ?? "", item.Text("integration")));
        }

        return integrations;
    }

    public static IReadOnlyList<RequiredField> ReadRequiredFields(RuleFields rule)
    {
        List<RequiredField> fields = [];
        foreach (RuleFields item in rule.Tables("required_fields"))
        {
            fields.Add(new RequiredField(item.Text("name") ?? "", item.Text("type") ?? "", item.Boolean("ecs") ?? false));
        }

        return fields;
    }

    /// <summary>The names below <c>investigation_fields</c>, which older exports have as a plain array.</summary>
    public static IReadOnlyList<string> ReadInvestigationFields(RuleFields rule) =>
        rule.Find("investigation_fields")?.Kind == TomlKind.Array
            ? rule.Texts("investigation_fields")
            : rule.Table("investigation_fields")?.Texts("field_names") ?? [];

    private static ThreatEntry ReadEntry(RuleFields fields)
    {
        string reference = fields.Text("reference") ?? "";
        bool isAddress = reference.IndexOf("://", StringComparison.Ordinal) > 0;
        if (isAddress && reference[reference.Length - 1] != '/')
        {
            reference += "/";
        }

        return new ThreatEntry(fields.Text("id") ?? "", fields.Text("name") ?? "", reference);
    }

    private static TimeSpan? ReadDuration(RuleFields suppression)
    {
        if (suppression.Table("duration") is not RuleFields duration || duration.Integer("value", 1, 1_000_000) is not int value)
        {
            return null;
        }

        switch (duration.Text("unit"))
        {
            case "s":
                return TimeSpan.FromSeconds(value);
            case "m":
                return TimeSpan.FromMinutes(value);
            case "h":
                return TimeSpan.FromHours(value);
            case "d":
                return TimeSpan.FromDays(value);
            default:
                const string Message = "The duration of alert_suppression is ignored: its unit must be s, m, h or d.";
                duration.Findings.Warn(RuleCodes.FieldInvalid, Message, duration.Position);
                return null;
        }
    }
}
