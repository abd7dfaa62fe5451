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
        // Each event once: its content may have to be read from a file.
        byte[]?[] documents = alert.Events.Select(e => e?.Source.Json).ToArray();
        EventNode?[] contents = documents.Select(d => d is null ? null : EventTree.Read(d)).ToArray();
        AlertParent?[] parents = contents.Select(c => c is null ? null : AlertParent.Of(c)).ToArray();
        EventNode content = EventTree.Intersect(contents);
        int depth = parents.Max(p => p?.Depth ?? 0) + (alert.IsShell ? 2 : 1);
        writer.WriteStartObject();
        WriteContent(writer, alert, content);
        WriteAlertStart(writer, alert, alert.Id, AlertReason.Of(alert, content), alert.Time, content, depth);
        writer.WriteStartArray("ancestors");
        for (int i = 0; i < alert.Events.Count; i++)
        {
            if (alert.Events[i] is AlertEvent source)
            {
                WriteAncestors(writer, source, parents[i]);
                if (alert.IsShell)
                {
                    WriteBlockAncestor(writer, alert, i, parents[i]);
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
            WriteFolding(writer, alert.Folding, alert.ReadContent());
        }

        AlertRuleDocument.Write(writer, alert);
        writer.WriteEndObject();
        writer.WriteEndObject();
        WriteEvents(writer, alert.Events, documents);
        writer.WriteEndObject();
    }

    /// <summary>Writes the building block of one event of a shell as one JSON object.</summary>
    /// <param name="writer">Receives it.</param>
    /// <param name="shell">The alert it belongs to.</param>
    /// <param name="index">The place of its event, which exists, among the stages.</param>
    public static void WriteBuildingBlock(Utf8JsonWriter writer, Alert shell, int index)
    {
        AlertEvent source = shell.Events[index]!;
        byte[] document = source.Source.Json;
        EventNode content = EventTree.Read(document);
        AlertParent? parent = AlertParent.Of(content);
        Timestamp? time = EventTree.Texts(content.Find("@timestamp")).FirstOrDefault() is string text
            && TimestampParser.TryParse(text.AsSpan(), out Timestamp parsed) ? parsed : null;
        writer.WriteStartObject();
        WriteContent(writer, shell, content);
        int depth = (parent?.Depth ?? 0) + 1;
        WriteAlertStart(writer, shell, BlockId(shell, index), AlertReason.Of(shell, content), time, content, depth);
        writer.WriteStartArray("ancestors");
        WriteAncestors(writer, source, parent);
        writer.WriteEndArray();
        writer.WriteString("building_block_type", BuildingBlock);
        writer.WriteStartObject("group");
        writer.WriteString("id", shell.Id);
        writer.WriteNumber("index", index);
        writer.WriteEndObject();
        AlertRuleDocument.Write(writer, shell);
        writer.WriteEndObject();
        writer.WriteEndObject();
        WriteEvents(writer, [source], [document]);
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

    // An alert brings its own ancestors along.
    private static void WriteAncestors(Utf8JsonWriter writer, AlertEvent source, AlertParent? parent)
    {
        if (parent is not null)
        {
            foreach (ReadOnlyMemory<byte> ancestor in EventTree.Items(parent.Ancestors))
            {
                writer.WriteRawValue(ancestor.Span, skipInputValidation: true);
            }

            WriteSignal(writer, parent.Id, source.Source.Location.Source, parent.RuleId, parent.Depth);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("id", source.Id);
        writer.WriteString("type", "event");
        writer.WriteString("index", source.Source.Location.Source);
        writer.WriteNumber("depth", 0);
        writer.WriteEndObject();
    }

    private static void WriteBlockAncestor(Utf8JsonWriter writer, Alert shell, int index, AlertParent? parent) =>
        WriteSignal(writer, BlockId(shell, index), source: null, shell.Rule.RuleId, (parent?.Depth ?? 0) + 1);

    private static void WriteSignal(Utf8JsonWriter writer, string id, string? source, string? rule, int depth)
    {
        writer.WriteStartObject();
        writer.WriteString("id", id);
        writer.WriteString("type", "signal");
        if (source is not null)
        {
            writer.WriteString("index", source);
        }

        if (rule is not null)
        {
            writer.WriteString("rule", rule);
        }

        writer.WriteNumber("depth", depth);
        writer.WriteEndObject();
    }

    private static void WriteFolding(Utf8JsonWriter writer, AlertFolding folding, EventNode content)
    {
        writer.WriteStartObject("suppression");
        writer.WriteStartArray("terms");
        foreach (string field in folding.Fields)
        {
            writer.WriteStartObject();
            writer.WriteString("field", field);
            writer.WritePropertyName("value");
            if (content.Find(field) is EventNode value)
            {
                value.Write(writer);
            }
            else
            {
                writer.WriteNullValue();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteText(writer, "start", folding.Start?.ToString());
        WriteText(writer, "end", folding.End?.ToString());
        writer.WriteNumber("docs_count", folding.Count);
        writer.WriteEndObject();
    }

    private static void WriteEvents(Utf8JsonWriter writer, IReadOnlyList<AlertEvent?> events, byte[]?[] documents)
    {
        writer.WriteStartObject("eqlps");
        writer.WriteStartArray("events");
        for (int i = 0; i < documents.Length; i++)
        {
            if (events[i] is not AlertEvent item)
            {
                writer.WriteNullValue();
                continue;
            }

            writer.WriteStartObject();
            writer.WriteString("path", item.Source.Location.Source);
            writer.WriteNumber("record", item.Source.Location.Record);
            writer.WriteNumber("offset", item.Source.Location.Offset);
            writer.WritePropertyName("event");
            writer.WriteRawValue(documents[i], skipInputValidation: true);
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
