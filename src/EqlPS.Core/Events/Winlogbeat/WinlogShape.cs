using EqlPS.Events.Records;
using EqlPS.Values;

namespace EqlPS.Events.Winlogbeat;

/// <summary>
/// Documents of winlogbeat or the Elastic Agent that no integration has normalised: the event's parts stand below <c>winlog</c>. Unnamed
/// data is called <c>paramN</c> there, which some providers use as a real name too; so such a value is given under both paths.
/// </summary>
internal sealed class WinlogShape : RawJsonShape
{
    private const int OutcomeBit = 1;
    private const int UserDataValue = 2;
    private const string UserData = "UserData/";
    private const string JsonData = "winlog.event_data.";
    private const string JsonUserData = "winlog.user_data.";
    private const string UserDataName = "winlog.user_data.xml_name";

    private static readonly (string Source, string[] Json)[] Envelope =
    [
        ("System/Provider/@Name", ["winlog.provider_name", "event.provider"]),
        ("System/Provider/@Guid", ["winlog.provider_guid"]),
        ("System/EventID", ["winlog.event_id", "event.code"]),
        ("System/Version", ["winlog.version"]),
        ("System/EventRecordID", ["winlog.record_id"]),
        ("System/Channel", ["winlog.channel"]),
        ("System/Computer", ["winlog.computer_name"]),
        ("System/TimeCreated/@SystemTime", ["winlog.time_created", "@timestamp"]),
        ("System/Execution/@ProcessID", ["winlog.process.pid"]),
        ("System/Execution/@ThreadID", ["winlog.process.thread.id"]),
        ("System/Security/@UserID", ["winlog.user.identifier"]),
        ("System/Security/@UserName", ["winlog.user.name"]),
        ("System/Security/@UserDomain", ["winlog.user.domain"]),
        ("System/Security/@UserType", ["winlog.user.type"]),
        ("System/Correlation/@ActivityID", ["winlog.activity_id"]),
        ("System/Correlation/@RelatedActivityID", ["winlog.related_activity_id"]),
        ("RenderingInfo/Task", ["winlog.task"]),
        ("RenderingInfo/Opcode", ["winlog.opcode"]),
        ("RenderingInfo/Level", ["winlog.level", "log.level"]),
        ("RenderingInfo/Keywords/Keyword", ["winlog.keywords"]),
        ("RenderingInfo/Message", ["message"]),
    ];

    private static readonly string[] Outcome = ["winlog.outcome", "event.outcome"];

    private readonly int _userDataName;

    public WinlogShape(IReadOnlyList<string> paths, string prefix)
        : base(paths.Count, prefix)
    {
        _userDataName = WorkSlot(UserDataName);
        for (int slot = 0; slot < paths.Count; slot++)
        {
            Add(paths[slot], slot);
        }
    }

    protected override IEnumerable<string> SourcesOf(string jsonPath)
    {
        if (jsonPath.StartsWith(JsonData, StringComparison.Ordinal))
        {
            string name = jsonPath.Substring(JsonData.Length);
            return DataNames.PositionOf(name) is int position
                ? [EventData + name, FormattableString.Invariant($"{EventData}#{position}")]
                : [EventData + name];
        }

        if (jsonPath.StartsWith(JsonUserData, StringComparison.Ordinal))
        {
            return [];
        }

        string[] sources = Envelope.Where(e => e.Json.Contains(jsonPath)).Select(e => e.Source).ToArray();
        return sources.Length > 0 ? sources : [Document + jsonPath];
    }

    protected override IEnumerable<string> DerivedPaths(IReadOnlyList<JsonLeaf> leaves)
    {
        string element = leaves.FirstOrDefault(l => l.Path == UserDataName).Text ?? "EventXML";
        foreach (JsonLeaf leaf in leaves)
        {
            if (leaf.Path.StartsWith(JsonUserData, StringComparison.Ordinal) && leaf.Path != UserDataName)
            {
                yield return $"{UserData}{element}/{leaf.Path.Substring(JsonUserData.Length).Replace('.', '/')}";
            }
        }

        yield return "System/Keywords";
    }

    protected override EqlValue Convert(RawJsonRule rule, in EqlValue value, ReadOnlySpan<byte> record)
    {
        if (rule.Conversion == UserDataValue)
        {
            EqlValue name = Work(_userDataName, record);
            return name.Kind != EqlValueKind.Text || name.AsText() == rule.Name ? value : default;
        }

        // The bits of the audit result are all that is left of the keywords.
        return value.Kind != EqlValueKind.Text ? default
            : value.AsText() == "success" ? EqlValue.From("0x20000000000000")
            : value.AsText() == "failure" ? EqlValue.From("0x10000000000000")
            : default;
    }

    private void Add(string path, int slot)
    {
        if (path.StartsWith(Document, StringComparison.Ordinal))
        {
            AddRule(slot, path, 0, path.Substring(Document.Length));
        }
        else if (path.StartsWith(EventData, StringComparison.Ordinal))
        {
            string name = path.Substring(EventData.Length);
            AddRule(slot, path, 0, JsonData + DataNames.JsonNameOf(name));
        }
        else if (path.StartsWith(UserData, StringComparison.Ordinal))
        {
            string[] parts = path.Substring(UserData.Length).Split(['/'], 2);
            if (parts.Length == 2)
            {
                AddRule(slot, parts[0], UserDataValue, JsonUserData + parts[1].Replace('/', '.'));
            }
        }
        else if (path == "System/Keywords")
        {
            AddRule(slot, path, OutcomeBit, Outcome);
        }
        else
        {
            (string Source, string[] Json) entry = Array.Find(Envelope, e => e.Source == path);
            if (entry.Source is not null)
            {
                AddRule(slot, path, 0, entry.Json);
            }
        }
    }
}
