using System.Globalization;
using System.Text.Json.Nodes;
using EqlPS.Events.Raw;

namespace EqlPS.Tests.Mappings;

/// <summary>Turns the inputs of the golden files back into the raw records they were made of.</summary>
internal static class GoldenRecords
{
    private static readonly string[] NotEventData =
    [
        "EventID", "SourceName", "ProviderGuid", "Channel", "Hostname", "TimeCreated", "@timestamp", "UserID", "AccountName", "AccountType",
        "Domain", "Keywords", "Task", "Level", "Opcode", "OpcodeValue", "Severity", "SeverityValue", "EventTime", "EventReceivedTime",
        "EventTypeOrignal", "ExecutionProcessID", "ThreadID", "RecordNumber", "SourceModuleName", "SourceModuleType", "Category", "Message",
        "Version", "host", "port", "tags", "@version",
    ];

    public static RawRecord FromWinlogbeat(JsonObject document)
    {
        JsonObject winlog = document["winlog"]!.AsObject();
        string? Text(string path) => TextAt(winlog, path);
        var record = new RecordBuilder()
            .Add("System/Provider/@Name", Text("provider_name"))
            .Add("System/Provider/@Guid", Text("provider_guid"))
            .Add("System/EventID", Text("event_id"))
            .Add("System/Version", Text("version"))
            .Add("System/TimeCreated/@SystemTime", Text("time_created") ?? TextAt(document, "event.created"))
            .Add("System/EventRecordID", Text("record_id"))
            .Add("System/Correlation/@ActivityID", Text("activity_id"))
            .Add("System/Execution/@ProcessID", Text("process.pid"))
            .Add("System/Execution/@ThreadID", Text("process.thread.id"))
            .Add("System/Channel", Text("channel"))
            .Add("System/Computer", Text("computer_name"))
            .Add("System/Security/@UserID", Text("user.identifier"))
            .Add("System/Security/@UserName", Text("user.name"))
            .Add("System/Security/@UserDomain", Text("user.domain"))
            .Add("System/Security/@UserType", Text("user.type"))
            .Add("RenderingInfo/Task", Text("task"))
            .Add("RenderingInfo/Opcode", Text("opcode"))
            .Add("RenderingInfo/Level", Text("level") ?? TextAt(document, "log.level"));
        if (winlog["keywords"] is JsonArray keywords)
        {
            record.Add("System/Keywords", keywords[0]!.GetValue<string>() == "Audit Success" ? "0x8020000000000000" : "0x8010000000000000");
        }

        AddAll(record, winlog["event_data"]?.AsObject(), "EventData/");
        AddAll(record, winlog["user_data"]?.AsObject(), $"UserData/{Text("user_data.xml_name")}/");
        return record.Build();
    }

    public static RawRecord FromFlat(JsonObject line)
    {
        var record = new RecordBuilder()
            .Add("System/Provider/@Name", TextAt(line, "SourceName"))
            .Add("System/Provider/@Guid", TextAt(line, "ProviderGuid"))
            .Add("System/EventID", TextAt(line, "EventID"))
            .Add("System/TimeCreated/@SystemTime", (line["TimeCreated"] ?? line["@timestamp"])!.GetValue<string>())
            .Add("System/Channel", TextAt(line, "Channel"))
            .Add("System/Computer", TextAt(line, "Hostname"))
            .Add("System/Security/@UserID", TextAt(line, "UserID"));
        foreach (KeyValuePair<string, JsonNode?> entry in line)
        {
            bool isSeverity = entry.Key == "EventType" && entry.Value!.ToString() == "INFO";
            if (!NotEventData.Contains(entry.Key) && !isSeverity)
            {
                record.Add("EventData/" + entry.Key, entry.Value!.ToString());
            }
        }

        return record.Build();
    }

    private static void AddAll(RecordBuilder record, JsonObject? values, string prefix)
    {
        foreach (KeyValuePair<string, JsonNode?> entry in values ?? [])
        {
            if (entry.Key != "xml_name")
            {
                record.Add(prefix + entry.Key, entry.Value!.ToString());
            }
        }
    }

    private static string? TextAt(JsonObject root, string path)
    {
        JsonNode? node = root;
        foreach (string part in path.Split('.'))
        {
            node = (node as JsonObject)?[part];
        }

        return node is null ? null : Convert.ToString(node.ToString(), CultureInfo.InvariantCulture);
    }
}
