using System.Text.Json;
using EqlPS.Rules;
using EqlPS.Values;

namespace EqlPS.Alerts;

/// <summary>
/// Writes alerts as Elastic shapes them: what the event says, or the events of a sequence have in common, with <c>kibana.alert</c> beside
/// it; and under <c>eqlps.events</c> where each event came from.
/// </summary>
internal static class AlertDocument
{
    private const string BuildingBlock = "default";

    /// <summary>Writes a single alert or a shell as one JSON object.</summary>
    public static void Write(Utf8JsonWriter writer, Alert alert)
    {
        EventNode content = alert.ReadContent();
        writer.WriteStartObject();
        WriteContent(writer, alert, content);
        WriteAlertStart(writer, alert, alert.Id, AlertReason.Of(alert, content), alert.Time, content, depth: alert.IsShell ? 2 : 1);
        writer.WriteStartArray("ancestors");
        for (int i = 0; i < alert.Events.Count; i++)
        {
            if (alert.Events[i] is AlertEvent source)
            {
                WriteAncestor(writer, source);
                if (alert.IsShell)
                {
                    WriteBlockAncestor(writer, alert, i);
                }
            }
        }

        writer.WriteEndArray();
        WriteText(writer, "building_block_type", alert.Rule.BuildingBlockType);
        if (alert.IsShell)
        {
            writer.WriteStartObject("group");
            writer.WriteString("id", alert.Id);
            writer.WriteEndObject();
        }

        if (alert.Folding is not null)
        {
            WriteFolding(writer, alert.Folding);
        }

        AlertRuleDocument.Write(writer, alert);
        writer.WriteEndObject();
        writer.WriteEndObject();
        WriteEvents(writer, alert.Events);
        writer.WriteEndObject();
    }

    /// <summary>Writes the building block of one event of a shell as one JSON object.</summary>
    /// <param name="writer">Receives it.</param>
    /// <param name="shell">The alert it belongs to.</param>
    /// <param name="index">The place of its event, which exists, among the stages.</param>
    public static void WriteBuildingBlock(Utf8JsonWriter writer, Alert shell, int index)
    {
        AlertEvent source = shell.Events[index]!;
        EventNode content = EventTree.Read(source.Source.Json);
        Timestamp? time = EventTree.Texts(content.Find("@timestamp")).FirstOrDefault() is string text
            && TimestampParser.TryParse(text.AsSpan(), out Timestamp parsed) ? parsed : null;
        writer.WriteStartObject();
        WriteContent(writer, shell, content);
        WriteAlertStart(writer, shell, BlockId(shell, index), AlertReason.Of(shell, content), time, content, depth: 1);
        writer.WriteStartArray("ancestors");
        WriteAncestor(writer, source);
        writer.WriteEndArray();
        writer.WriteString("building_block_type", BuildingBlock);
        writer.WriteStartObject("group");
        writer.WriteString("id", shell.Id);
        writer.WriteNumber("index", index);
        writer.WriteEndObject();
        AlertRuleDocument.Write(writer, shell);
        writer.WriteEndObject();
        writer.WriteEndObject();
        WriteEvents(writer, [source]);
        writer.WriteEndObject();
    }

    private static string BlockId(Alert shell, int index) =>
        EventIdentity.HashOf(FormattableString.Invariant($"{shell.Id}\n{index}"));

    private static void WriteContent(Utf8JsonWriter writer, Alert alert, EventNode content)
    {
        writer.WriteString("@timestamp", alert.CreatedAt.ToString());
        writer.WriteStartObject("event");
        writer.WriteString("kind", "signal");
        EventNode? own = content.Member("event");
        own?.WriteMembers(writer, "kind");
        writer.WriteEndObject();
        content.WriteMembers(writer, "@timestamp", "event", "kibana", "eqlps");
    }

    private static void WriteAlertStart(
        Utf8JsonWriter writer, Alert alert, string id, string reason, Timestamp? time, EventNode content, int depth)
    {
        writer.WriteStartObject("kibana");
        writer.WriteStartObject("alert");
        writer.WriteString("uuid", id);
        writer.WriteString("reason", reason);
        writer.WriteString("status", "active");
        writer.WriteString("workflow_status", "open");
        writer.WriteString("severity", AlertReason.NameOf(alert.Severity));
        writer.WriteNumber("risk_score", alert.RiskScore);
        WriteText(writer, "original_time", time?.ToString());
        if (content.Member("event") is { IsObject: true } own)
        {
            writer.WritePropertyName("original_event");
            own.Write(writer);
        }

        writer.WriteNumber("depth", depth);
    }

    private static void WriteAncestor(Utf8JsonWriter writer, AlertEvent source)
    {
        writer.WriteStartObject();
        writer.WriteString("id", source.Id);
        writer.WriteString("type", "event");
        writer.WriteString("index", source.Source.Location.Source);
        writer.WriteNumber("depth", 0);
        writer.WriteEndObject();
    }

    private static void WriteBlockAncestor(Utf8JsonWriter writer, Alert shell, int index)
    {
        writer.WriteStartObject();
        writer.WriteString("id", BlockId(shell, index));
        writer.WriteString("type", "signal");
        writer.WriteString("rule", shell.Rule.RuleId);
        writer.WriteNumber("depth", 1);
        writer.WriteEndObject();
    }

    private static void WriteFolding(Utf8JsonWriter writer, AlertFolding folding)
    {
        writer.WriteStartObject("suppression");
        writer.WriteStartArray("terms");
        foreach (KeyValuePair<string, EventNode?> term in folding.Terms)
        {
            writer.WriteStartObject();
            writer.WriteString("field", term.Key);
            writer.WritePropertyName("value");
            if (term.Value is null)
            {
                writer.WriteNullValue();
            }
            else
            {
                term.Value.Write(writer);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteText(writer, "start", folding.Start?.ToString());
        WriteText(writer, "end", folding.End?.ToString());
        writer.WriteNumber("docs_count", folding.Count);
        writer.WriteEndObject();
    }

    private static void WriteEvents(Utf8JsonWriter writer, IReadOnlyList<AlertEvent?> events)
    {
        writer.WriteStartObject("eqlps");
        writer.WriteStartArray("events");
        foreach (AlertEvent? item in events)
        {
            if (item is null)
            {
                writer.WriteNullValue();
                continue;
            }

            writer.WriteStartObject();
            writer.WriteString("path", item.Source.Location.Source);
            writer.WriteNumber("record", item.Source.Location.Record);
            writer.WriteNumber("offset", item.Source.Location.Offset);
            writer.WritePropertyName("event");
            writer.WriteRawValue(item.Source.Json, skipInputValidation: true);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is null)
        {
            writer.WriteNull(name);
        }
        else
        {
            writer.WriteString(name, text);
        }
    }
}
