namespace EqlPS.Events.Flat;

/// <summary>Where the parts of an event stand in flattened JSON. What is in none of these lists is the event's own data.</summary>
internal static class FlatFields
{
    /// <summary>The source paths outside the event's data, and the keys that hold them, best first.</summary>
    public static readonly (string Source, string[] Keys)[] Envelope =
    [
        ("System/Provider/@Name", ["ProviderName", "SourceName", "Provider"]),
        ("System/Provider/@Guid", ["ProviderGuid"]),
        ("System/EventID", ["EventID", "EventCode"]),
        ("System/Version", ["Version"]),
        ("System/Level", ["Level", "SeverityValue"]),
        ("System/Task", ["Task"]),
        ("System/Opcode", ["OpcodeValue", "Opcode"]),
        ("System/Keywords", ["Keywords", "EventType"]),
        ("System/EventRecordID", ["RecordNumber", "EventRecordID"]),
        ("System/Channel", ["Channel", "LogName"]),
        ("System/Computer", Hosts),
        ("System/TimeCreated/@SystemTime", Times),
        ("System/Execution/@ProcessID", ["ExecutionProcessID"]),
        ("System/Execution/@ThreadID", ["ThreadID", "ExecutionThreadID"]),
        ("System/Security/@UserID", ["UserID"]),
        ("System/Security/@UserName", ["AccountName"]),
        ("System/Security/@UserDomain", ["Domain"]),
        ("System/Security/@UserType", ["AccountType"]),
        ("System/Correlation/@ActivityID", ["ActivityID"]),
        ("System/Correlation/@RelatedActivityID", ["RelatedActivityID"]),
        ("RenderingInfo/Task", ["Category"]),
        ("RenderingInfo/Opcode", ["Opcode"]),
        ("RenderingInfo/Level", ["Severity"]),
        ("RenderingInfo/Message", ["Message"]),
    ];

    private static readonly HashSet<string> OfCollector = new(StringComparer.Ordinal)
    {
        "EventReceivedTime", "SourceModuleName", "SourceModuleType", "EventTypeOrignal", "EventTypeOriginal", "ERROR_EVT_UNRESOLVED",
        "host", "port", "tags", "@version", "@timestamp", "EventTime", "TimeCreated", "SeverityValue", "ProcessID", "EventType",
    };

    /// <summary>The fields that may hold the computer's name, best first.</summary>
    public static string[] Hosts => ["Hostname", "Computer", "ComputerName", "MachineName"];

    /// <summary>The fields that may hold the time, best first. Which one it is decides which clock it shows.</summary>
    public static string[] Times => ["TimeCreated", "EventTime", "@timestamp"];

    /// <summary>The source paths that a key leads to.</summary>
    public static IEnumerable<string> SourcesOf(string key) => Envelope.Where(e => e.Keys.Contains(key)).Select(e => e.Source);

    /// <summary>Whether a key was added by the collector, or may have been: its value can also be the event's own.</summary>
    public static bool IsOfCollector(string key) => OfCollector.Contains(key);

    /// <summary>Whether a key holds a part of the event outside its data.</summary>
    public static bool IsOfEnvelope(string key) => Envelope.Any(e => e.Keys.Contains(key));
}
