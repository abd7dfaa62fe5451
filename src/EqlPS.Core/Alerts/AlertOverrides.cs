using System.Globalization;
using EqlPS.Rules;

namespace EqlPS.Alerts;

/// <summary>What a rule lets fields of a single event say of its alert: name, severity and risk score.</summary>
internal static class AlertOverrides
{
    private const int HighestRisk = 100;

    /// <summary>Whether the rule has any.</summary>
    public static bool Has(EqlRule rule) =>
        rule.RuleNameOverride is not null || rule.SeverityMapping.Count > 0 || rule.RiskScoreMapping.Count > 0;

    /// <summary>The first text of the override field; the rule's name if there is none.</summary>
    public static string NameOf(EqlRule rule, EventNode content)
    {
        string? name = rule.RuleNameOverride is null ? null : EventTree.Texts(content.Find(rule.RuleNameOverride)).FirstOrDefault();
        return string.IsNullOrEmpty(name) ? rule.Name : name!;
    }

    /// <summary>The highest severity whose field has its value; the rule's severity if there is none.</summary>
    public static RuleSeverity SeverityOf(EqlRule rule, EventNode content)
    {
        RuleSeverity? severity = null;
        foreach (SeverityMapping mapping in rule.SeverityMapping)
        {
            if (mapping.Severity is RuleSeverity mapped && (severity is null || mapped > severity)
                && EventTree.Texts(content.Find(mapping.Field)).Contains(mapping.Value, StringComparer.Ordinal))
            {
                severity = mapped;
            }
        }

        return severity ?? rule.Severity;
    }

    /// <summary>
    /// The score of the first mapping whose field holds one, the greatest of several values; the rule's score if there is none.
    /// </summary>
    public static int RiskOf(EqlRule rule, EventNode content)
    {
        foreach (RiskScoreMapping mapping in rule.RiskScoreMapping)
        {
            IReadOnlyList<string> texts = EventTree.Texts(content.Find(mapping.Field));
            if (texts.Count == 0 || (mapping.Value.Length > 0 && !texts.Contains(mapping.Value, StringComparer.Ordinal)))
            {
                continue;
            }

            int[] scores = mapping.RiskScore is int score ? [score] : texts.Select(ScoreOf).OfType<int>().ToArray();
            if (scores.Length > 0)
            {
                return scores.Max();
            }
        }

        return rule.RiskScore;
    }

    private static int? ScoreOf(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double score) && score >= 0 && score <= HighestRisk
            ? (int)Math.Round(score) : null;
}
