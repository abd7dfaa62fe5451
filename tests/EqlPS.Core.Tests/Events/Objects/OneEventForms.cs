using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using EqlPS.Mappings;
using EqlPS.Mappings.Layouts;
using EqlPS.Tests.Evtx.Writing;

namespace EqlPS.Tests.Events.Objects;

/// <summary>Makes of an event's XML the other forms in which the same event may come.</summary>
internal static class OneEventForms
{
    private static readonly (string Path, string Json)[] WinlogEnvelope =
    [
        ("Provider/@Guid", "provider_guid"), ("EventID", "event_id"), ("Channel", "channel"), ("Computer", "computer_name"),
        ("EventRecordID", "record_id"), ("TimeCreated/@SystemTime", "time_created"), ("Execution/@ProcessID", "process.pid"),
        ("Execution/@ThreadID", "process.thread.id"), ("Security/@UserID", "user.identifier"), ("Correlation/@ActivityID", "activity_id"),
        ("Correlation/@RelatedActivityID", "related_activity_id"), ("Version", "version"),
    ];

    private static readonly (string Path, string Key)[] FlatEnvelope =
    [
        ("Provider/@Name", "SourceName"), ("Provider/@Guid", "ProviderGuid"), ("EventID", "EventID"), ("Version", "Version"),
            ("Level", "Level"),
        ("Task", "Task"), ("Opcode", "OpcodeValue"), ("Keywords", "Keywords"), ("EventRecordID", "RecordNumber"), ("Channel", "Channel"),
        ("Computer", "Hostname"), ("TimeCreated/@SystemTime", "EventTime"), ("Execution/@ProcessID", "ExecutionProcessID"),
        ("Execution/@ThreadID", "ThreadID"), ("Security/@UserID", "UserID"), ("Correlation/@ActivityID", "ActivityID"),
        ("Correlation/@RelatedActivityID", "RelatedActivityID"),
    ];

    private static readonly (ulong Bit, string Name)[] Keywords =
        [(0x10000000000000, "Audit Failure"), (0x20000000000000, "Audit Success"), (0x80000000000000, "Classic")];

    private static readonly Dictionary<string, string> Levels = new(StringComparer.Ordinal)
    {
        ["0"] = "information", ["1"] = "critical", ["2"] = "error", ["3"] = "warning", ["4"] = "information", ["5"] = "verbose",
    };

    /// <summary>A value of the event's System element, an attribute with an @.</summary>
    public static string? SystemValue(XElement root, string path)
    {
        string[] parts = path.Split('/');
        XElement? element = Child(Child(root, "System"), parts[0]);
        string? text = parts.Length == 1 ? element?.Value : element?.Attribute(parts[1][1..])?.Value;
        return string.IsNullOrEmpty(text) ? null : text;
    }

    /// <summary>Names (null where there is none) and texts of EventData.</summary>
    public static List<(string? Name, string Text)> Data(XElement root) =>
        Child(root, "EventData")?.Elements().Select(e => (e.Name.LocalName == "Data" ? e.Attribute("Name")?.Value : e.Name.LocalName,
            e.Value))
            .ToList() ?? [];

    public static XElement? UserData(XElement root) => Child(root, "UserData")?.Elements().FirstOrDefault();

    /// <summary>The document of winlogbeat.</summary>
    /// <param name="root">The event.</param>
    /// <param name="task">The task's text, which winlogbeat asks the system for; null for none.</param>
    public static string Winlogbeat(XElement root, string? task)
    {
        var winlog = new JsonObject { ["provider_name"] = SystemValue(root, "Provider/@Name") };
        Put(winlog, "task", task);
        foreach ((string path, string name) in WinlogEnvelope)
        {
            Put(winlog, name, SystemValue(root, path));
        }

        if (SystemValue(root, "Opcode") is string opcode && int.Parse(opcode, CultureInfo.InvariantCulture) is var code and < 3)
        {
            winlog["opcode"] = new[] { "Info", "Start", "Stop" }[code];
        }

        var data = new JsonObject();
        int position = 0;
        foreach ((string? name, string text) in Data(root))
        {
            position++;
            string key = name ?? $"param{position}";
            if (text.Length > 0 && !data.ContainsKey(key))
            {
                data[key] = text;
            }
        }

        if (data.Count > 0)
        {
            winlog["event_data"] = data;
        }

        if (UserData(root) is XElement user)
        {
            var values = new JsonObject { ["xml_name"] = user.Name.LocalName };
            foreach (XElement value in user.Elements().Where(e => e.Value.Length > 0))
            {
                values[value.Name.LocalName] = value.Value;
            }

            winlog["user_data"] = values;
        }

        var document = new JsonObject { ["@timestamp"] = SystemValue(root, "TimeCreated/@SystemTime"), ["winlog"] = winlog };
        if (SystemValue(root, "Level") is string level)
        {
            document["log"] = new JsonObject { ["level"] = Levels[level] };
        }

        ulong bits = Bits(root);
        if ((bits & 0x30000000000000) != 0)
        {
            document["event"] = new JsonObject { ["outcome"] = (bits & 0x10000000000000) != 0 ? "failure" : "success" };
        }

        string[] keywords = Keywords.Where(k => (bits & k.Bit) != 0).Select(k => k.Name).ToArray();
        if (keywords.Length > 0)
        {
            winlog["keywords"] = new JsonArray(keywords.Select(k => (JsonNode)k).ToArray());
        }

        return document.ToJsonString();
    }

    /// <summary>The flattened event; null if it has values that this form loses.</summary>
    public static string? Flat(XElement root)
    {
        var flat = new JsonObject();
        foreach ((string path, string key) in FlatEnvelope)
        {
            if (SystemValue(root, path) is string text)
            {
                flat[key] = text;
            }
        }

        foreach ((string? name, string text) in Data(root))
        {
            if (name is null || flat.ContainsKey(name) || IsOfCollector(name))
            {
                return null;
            }

            flat[name] = text;
        }

        return UserData(root) is null ? flat.ToJsonString() : null;
    }

    /// <summary>The record as the shell stores it: properties, and values without names.</summary>
    public static StandIn Stored(XElement root)
    {
        DateTime time = DateTime.Parse(SystemValue(root, "TimeCreated/@SystemTime")!, CultureInfo.InvariantCulture).ToLocalTime();
        object?[] values =
        [
            .. Data(root).Select(d => d.Name == "Binary" && d.Text.Length > 0 ? Convert.FromHexString(d.Text) : Typed(d.Text)),
            .. UserData(root)?.Elements().Select(e => Typed(e.Value)) ?? [],
        ];
        return new StandIn()
            .With("Id", Number("EventID")).With("Version", Number("Version")).With("Level", Number("Level")).With("Task", Number("Task"))
            .With("Opcode", Number("Opcode")).With("Keywords", unchecked((long)Bits(root))).With("RecordId", Number("EventRecordID"))
            .With("ProviderName", SystemValue(root, "Provider/@Name"))
            .With("ProviderId", Identifier(SystemValue(root, "Provider/@Guid")))
            .With("LogName", SystemValue(root, "Channel")).With("ProcessId", Number("Execution/@ProcessID"))
            .With("ThreadId", Number("Execution/@ThreadID")).With("MachineName", SystemValue(root, "Computer"))
            .With("UserId", SystemValue(root, "Security/@UserID") is string sid ? new StandIn().With("Value", sid) : null)
            .With("TimeCreated", time).With("ActivityId", Identifier(SystemValue(root, "Correlation/@ActivityID")))
            .With("RelatedActivityId", Identifier(SystemValue(root, "Correlation/@RelatedActivityID")))
            .With("Properties", values.Select(v => new StandIn().With("Value", new StandInAccess.Wrapped(v))).ToArray());

        object? Number(string path) => SystemValue(root, path) is string text ? long.Parse(text, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>The bytes of a log that holds the event.</summary>
    public static byte[] Log(XElement root)
    {
        var chunk = new ChunkWriter();
        chunk.Add(1, Part(root));
        return LogFile.Build(chunk.Finish());
    }

    private static bool IsOfCollector(string name) => EqlPS.Events.Flat.FlatFields.IsOfCollector(name)
        || EqlPS.Events.Flat.FlatFields.IsOfEnvelope(name);

    private static Part Part(XElement element)
    {
        Elem part = Evtx.Writing.Part.El(
            element.Name.LocalName,
            element.HasElements ? element.Elements().Select(Part).ToArray() : element.Value.Length > 0
                ? [Evtx.Writing.Part.Text(element.Value)] : []);
        foreach (XAttribute attribute in element.Attributes().Where(a => !a.IsNamespaceDeclaration))
        {
            part = part.With(attribute.Name.LocalName, Evtx.Writing.Part.Text(attribute.Value));
        }

        return part;
    }

    // As the log gives them: numbers, identifiers and truth values have types of their own.
    private static object? Typed(string text) =>
        text.Length == 0 ? string.Empty
        : text.StartsWith("0x", StringComparison.Ordinal) && (text.Length == 3 || text[2] != '0') && text == text.ToLowerInvariant()
            && ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong hex) ? hex
        : text[0] == '{' && Guid.TryParse(text, out Guid id) ? id
        : text is "true" or "false" ? text == "true"
        : text.Length < 9 && text[0] != '0' && uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint number)
            ? number
        : text.StartsWith("S-1-", StringComparison.Ordinal) ? new StandIn().With("Value", text)
        : text;

    private static object? Identifier(string? text) => text is null ? null : Guid.Parse(text);

    private static ulong Bits(XElement root) =>
        SystemValue(root, "Keywords") is string text ? ulong.Parse(text.AsSpan(2), NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture) : 0;

    private static XElement? Child(XElement? parent, string name) => parent?.Elements().FirstOrDefault(e => e.Name.LocalName == name);

    private static void Put(JsonObject target, string path, string? text)
    {
        if (text is null)
        {
            return;
        }

        string[] names = path.Split('.');
        foreach (string name in names[..^1])
        {
            target[name] ??= new JsonObject();
            target = (JsonObject)target[name]!;
        }

        target[names[^1]] = text;
    }
}
