using System.Text.Json;
using EqlPS.Rules;

namespace EqlPS.Alerts;

/// <summary>Writes what an alert says of its rule: the object <c>kibana.alert.rule</c>.</summary>
internal static class AlertRuleDocument
{
    public static void Write(Utf8JsonWriter writer, Alert alert)
    {
        EqlRule rule = alert.Rule;
        writer.WriteStartObject("rule");
        writer.WriteString("rule_id", rule.RuleId);
        writer.WriteString("name", alert.Name);
        writer.WriteString("type", rule.Type);
        writer.WriteNumber("version", rule.Version);
        writer.WriteString("severity", AlertReason.NameOf(rule.Severity));
        writer.WriteNumber("risk_score", rule.RiskScore);
        writer.WriteString("description", rule.Description);
        WriteTexts(writer, "tags", rule.Tags);
        WriteTexts(writer, "author", rule.Author);
        WriteTexts(writer, "references", rule.References);
        WriteTexts(writer, "false_positives", rule.FalsePositives);
        writer.WriteStartArray("threat");
        foreach (ThreatMapping threat in rule.Threat)
        {
            Write(writer, threat);
        }

        writer.WriteEndArray();
        if (rule.BuildingBlockType is null)
        {
            writer.WriteNull("building_block_type");
        }
        else
        {
            writer.WriteString("building_block_type", rule.BuildingBlockType);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ThreatMapping threat)
    {
        writer.WriteStartObject();
        writer.WriteString("framework", threat.Framework);
        writer.WriteStartObject("tactic");
        WriteEntry(writer, threat.Tactic);
        writer.WriteEndObject();
        writer.WriteStartArray("technique");
        foreach (ThreatTechnique technique in threat.Techniques)
        {
            writer.WriteStartObject();
            WriteEntry(writer, new ThreatEntry(technique.Id, technique.Name, technique.Reference));
            writer.WriteStartArray("subtechnique");
            foreach (ThreatEntry subtechnique in technique.Subtechniques)
            {
                writer.WriteStartObject();
                WriteEntry(writer, subtechnique);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter writer, ThreatEntry entry)
    {
        writer.WriteString("id", entry.Id);
        writer.WriteString("name", entry.Name);
        writer.WriteString("reference", entry.Reference);
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
