using System.Globalization;
using System.Security;
using System.Text;
using System.Text.Json.Nodes;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Events.Input;
using EqlPS.Schema;

namespace EqlPS.Benchmarks.Events;

/// <summary>Writes events as a log of each format that is read.</summary>
internal static class EventLog
{
    /// <summary>The formats, by the names under which they are measured.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["flattened JSON", "winlogbeat", "ECS JSON", "XML", "EVTX"];

    public static byte[] Write(string format, IReadOnlyList<SysmonEvent> events) => format switch
    {
        "flattened JSON" => Lines(events.Select(Flat)),
        "winlogbeat" => Lines(events.Select(Winlogbeat)),
        "ECS JSON" => Ecs(Lines(events.Select(Flat))),
        "XML" => Encoding.UTF8.GetBytes("<Events>\n" + string.Join("\n", events.Select(Xml)) + "\n</Events>\n"),
        "EVTX" => BinaryLog.Write(events),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "no such format"),
    };

    private static byte[] Lines(IEnumerable<string> lines) => Encoding.UTF8.GetBytes(string.Join("\n", lines) + "\n");

    private static string Flat(SysmonEvent next)
    {
        string time = next.Time.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
        var record = new JsonObject
        {
            ["EventTime"] = time, ["Hostname"] = SysmonEvent.Computer, ["Keywords"] = long.MinValue, ["SeverityValue"] = 2,
            ["Severity"] = "INFO", ["EventID"] = next.Id, ["SourceName"] = SysmonEvent.Provider,
            ["ProviderGuid"] = SysmonEvent.ProviderGuid,
            ["Version"] = 5, ["Task"] = next.Id, ["OpcodeValue"] = 0, ["RecordNumber"] = next.Number, ["ExecutionProcessID"] = 3164,
            ["ThreadID"] = 4400, ["Channel"] = SysmonEvent.Channel, ["Domain"] = "NT AUTHORITY", ["AccountName"] = "SYSTEM",
            ["UserID"] = "S-1-5-18", ["AccountType"] = "User",
            ["Message"] = "Event:\r\n" + string.Join("\r\n", next.Data.Select(d => d.Name + ": " + d.Value)), ["Opcode"] = "Info",
        };
        Put(record, next);
        record["EventReceivedTime"] = time;
        record["SourceModuleName"] = "in";
        record["SourceModuleType"] = "im_msvistalog";
        return record.ToJsonString();
    }

    private static string Winlogbeat(SysmonEvent next)
    {
        var data = new JsonObject();
        Put(data, next);
        return new JsonObject
        {
            ["@timestamp"] = next.Time.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
            ["event"] = new JsonObject { ["code"] = next.Id.ToString(CultureInfo.InvariantCulture), ["provider"] = SysmonEvent.Provider },
            ["log"] = new JsonObject { ["level"] = "information" },
            ["winlog"] = new JsonObject
            {
                ["provider_name"] = SysmonEvent.Provider, ["provider_guid"] = SysmonEvent.ProviderGuid,
                ["event_id"] = next.Id.ToString(CultureInfo.InvariantCulture), ["version"] = 5, ["record_id"] = next.Number,
                ["process"] = new JsonObject { ["pid"] = 3164, ["thread"] = new JsonObject { ["id"] = 4400 } },
                ["channel"] = SysmonEvent.Channel, ["computer_name"] = SysmonEvent.Computer, ["event_data"] = data,
            },
            ["message"] = "Event:\n" + string.Join("\n", next.Data.Select(d => d.Name + ": " + d.Value)),
        }.ToJsonString();
    }

    private static string Xml(SysmonEvent next)
    {
        string data = string.Concat(next.Data.Select(d => $"<Data Name='{d.Name}'>{SecurityElement.Escape(d.Value)}</Data>"));
        return "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>"
            + $"<Provider Name='{SysmonEvent.Provider}' Guid='{SysmonEvent.ProviderGuid}'/>"
            + FormattableString.Invariant($"<EventID>{next.Id}</EventID><Version>5</Version><Level>4</Level><Task>{next.Id}</Task>")
            + "<Opcode>0</Opcode><Keywords>0x8000000000000000</Keywords>"
            + FormattableString.Invariant($"<TimeCreated SystemTime='{next.Time:yyyy-MM-ddTHH:mm:ss.fffffff}Z'/>")
            + FormattableString.Invariant($"<EventRecordID>{next.Number}</EventRecordID><Correlation/>")
            + $"<Execution ProcessID='3164' ThreadID='4400'/><Channel>{SysmonEvent.Channel}</Channel>"
            + $"<Computer>{SysmonEvent.Computer}</Computer><Security UserID='S-1-5-18'/></System><EventData>{data}</EventData></Event>";
    }

    // The documents that the product makes of raw records.
    private static byte[] Ecs(byte[] flat)
    {
        using var documents = new MemoryStream();
        var nothing = new EvaluationContext(slotCount: 0);
        using EventReader reader = new EventReaders(new FieldTable(), ReadingMode.Default, "@timestamp")
            .OpenSingle(new InputSource("flat", () => new MemoryStream(flat), FieldSchema.Open("@timestamp")));
        while (reader.Read(nothing))
        {
            documents.Write(reader.Keep().Json);
            documents.WriteByte((byte)'\n');
        }

        return documents.ToArray();
    }

    private static void Put(JsonObject target, SysmonEvent next)
    {
        foreach ((string name, string value) in next.Data)
        {
            target[name] = value;
        }
    }
}
