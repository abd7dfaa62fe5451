using System.Text.Json;
using EqlPS.Ast;
using EqlPS.Events.Cutting;
using EqlPS.Events.Json;
using EqlPS.Rules;
using EqlPS.Values;

namespace EqlPS.Hunting;

/// <summary>
/// Reads the items of Elastic exception lists: objects with <c>entries</c>, alone, one a line, or in an array or a <c>data</c> array.
/// </summary>
internal sealed class ExceptionListReader
{
    // Lists and items are shallow; a deeper one is no item.
    private const int DeepestItem = 64;

    private readonly string _path;
    private readonly List<ExceptionItem> _items = [];
    private readonly List<RuleDiagnostic> _diagnostics = [];
    private readonly Timestamp _now = Timestamp.FromTicks(DateTime.UtcNow.Ticks);

    private ExceptionListReader(string path) => _path = path;

    public static ExceptionSet Read(byte[] content, string path)
    {
        var reader = new ExceptionListReader(path);
        using var records = new RecordCutter(new MemoryStream(content), RecordBoundary.Recognise);
        while (records.Read())
        {
            reader.ReadRecord(records);
        }

        return new ExceptionSet(reader._items, reader._diagnostics);
    }

    private void ReadRecord(RecordCutter records)
    {
        if (records.RecordFault is not null)
        {
            Tell(HuntingCodes.ExceptionUnreadable, records.RecordFault, records.RecordLine, RuleDiagnosticSeverity.Error);
            return;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(records.Record.ToArray(), new JsonDocumentOptions { MaxDepth = DeepestItem });
            ReadObject(document.RootElement, records.RecordLine);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // The second is what text with a lone surrogate gives.
            Tell(HuntingCodes.ExceptionUnreadable, $"This is no exception item: {error.Message}", records.RecordLine,
                RuleDiagnosticSeverity.Error);
        }
    }

    private void ReadObject(JsonElement item, long line)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            Tell(HuntingCodes.ExceptionUnreadable, "An exception item is a JSON object.", line, RuleDiagnosticSeverity.Error);
        }
        else if (item.TryGetProperty("entries", out JsonElement entries) && entries.ValueKind == JsonValueKind.Array)
        {
            ReadItem(item, entries, line);
        }
        else if (item.TryGetProperty("data", out JsonElement data) && data.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement inner in data.EnumerateArray())
            {
                ReadObject(inner, line);
            }
        }

        // Lists themselves and the summary of an export have no entries, and say nothing of events.
    }

    private void ReadItem(JsonElement item, JsonElement entries, long line)
    {
        string name = Text(item, "name") ?? Text(item, "item_id") ?? "exception";
        if (Text(item, "expire_time") is string expiry && TimestampParser.TryParse(expiry.AsSpan(), out Timestamp end) && end < _now)
        {
            Tell(HuntingCodes.ExceptionExpired, $"The exception [{name}] expired on {expiry} and is not in force.", line,
                RuleDiagnosticSeverity.Warning);
            return;
        }

        var conditions = new List<Expression>();
        foreach (JsonElement entry in entries.EnumerateArray())
        {
            if (ExceptionEntry.ToCondition(entry, string.Empty, out string? reason) is not Expression condition)
            {
                Tell(
                    HuntingCodes.ExceptionUnsupported, $"The exception [{name}] is not in force: {reason}.", line,
                        RuleDiagnosticSeverity.Error);
                return;
            }

            conditions.Add(condition);
        }

        if (conditions.Count == 0)
        {
            Tell(HuntingCodes.ExceptionUnreadable, $"The exception [{name}] has no entries.", line, RuleDiagnosticSeverity.Error);
            return;
        }

        Expression all = conditions.Count == 1 ? conditions[0] : new LogicalExpression(false, new NodeList<Expression>(conditions));
        if (ExceptionFilter.Check(all) is string fault)
        {
            Tell(HuntingCodes.ExceptionUnsupported, $"The exception [{name}] is not in force: {fault}", line, RuleDiagnosticSeverity.Error);
            return;
        }

        _items.Add(new ExceptionItem(name, all, Text(item, "list_id")));
    }

    private void Tell(string code, string message, long line, RuleDiagnosticSeverity severity) =>
        _diagnostics.Add(new RuleDiagnostic(code, message, _path, (int)Math.Min(line, int.MaxValue), 1, severity));

    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
