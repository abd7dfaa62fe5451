using EqlPS.Evaluation;
using EqlPS.Events.Flat;
using EqlPS.Events.Records;

namespace EqlPS.Events.Objects;

/// <summary>
/// Tells which properties of an object are worth asking for: those that lead to a wanted field or source path in some form of event, and
/// those by which the forms are told apart.
/// </summary>
internal sealed class WantedNames
{
    private const string EventData = "EventData/";
    private const string Message = "Message";
    private const int MostRemembered = 4096;
    private const int LongestRemembered = 256;
    private const WantedUses Record = WantedUses.RecordLog | WantedUses.RecordProvider | WantedUses.RecordId;

    // What holds an event within an object, and what its form is known by.
    private static readonly string[] Always =
    [
        "_source", "result", "_raw", "Event", "System", "EventData", "UserData", "RenderingInfo", "EventID", "EventCode", "winlog", "event",
        "process", "user", "related", "log", "message", "@timestamp", "UtcTime", "EventType", "ProcessID", "Message", "LogName",
            "MachineName",
    ];

    private readonly HashSet<string> _segments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WantedName> _known = new(StringComparer.Ordinal);
    private readonly bool _isMessageDeferred;

    /// <summary>Prepares the choice.</summary>
    /// <param name="fields">The fields that are wanted of documents.</param>
    /// <param name="rawFields">The source paths that are wanted of raw records; null if there are only documents.</param>
    public WantedNames(FieldTable fields, FieldTable? rawFields)
    {
        foreach (string path in fields.Paths)
        {
            _segments.Add(FirstSegment(path));
        }

        if (rawFields is null)
        {
            return;
        }

        foreach (string path in rawFields.Paths)
        {
            if (path.StartsWith(RawJsonShape.Document, StringComparison.Ordinal))
            {
                _segments.Add(FirstSegment(path.Substring(RawJsonShape.Document.Length)));
            }
            else if (path.StartsWith(EventData, StringComparison.Ordinal))
            {
                _segments.Add(FirstSegment(DataNames.JsonNameOf(path.Substring(EventData.Length))));
            }
        }

        // The longest text of most records, which tells something only where its log is Sysmon's.
        _isMessageDeferred = !_segments.Contains(Message) && !rawFields.Paths.Contains("RenderingInfo/Message");
        _segments.UnionWith(Always);
        _segments.UnionWith(FlatFields.Envelope.SelectMany(e => e.Keys));
    }

    /// <summary>What a property of an object that holds an event is good for.</summary>
    public WantedName Find(string name)
    {
        if (!_known.TryGetValue(name, out WantedName? found))
        {
            found = new WantedName(name, UsesOf(name));
            if (_known.Count < MostRemembered && name.Length <= LongestRemembered)
            {
                _known.Add(name, found);
            }
        }

        return found;
    }

    /// <summary>What a property's name tells about log records.</summary>
    public static WantedUses RecordUsesOf(string name) => name switch
    {
        "ProviderName" => WantedUses.RecordProvider,
        "LogName" => WantedUses.RecordLog,
        "Id" => WantedUses.RecordId,
        "EventID" => WantedUses.EventId,
        _ => WantedUses.None,
    };

    /// <summary>Whether the names of an object's properties are those that every log record has.</summary>
    public static bool AreOfRecord(WantedUses uses) => (uses & (Record | WantedUses.EventId)) == Record;

    private WantedUses UsesOf(string name)
    {
        WantedUses uses = _segments.Contains(FirstSegment(name)) ? WantedUses.Value : WantedUses.None;
        return name switch
        {
            Message when _isMessageDeferred => WantedUses.SysmonMessage,
            "ProviderName" or "SourceName" or "Provider" or "Channel" => uses | WantedUses.Provider | RecordUsesOf(name),
            _ => uses | RecordUsesOf(name),
        };
    }

    private static string FirstSegment(string path)
    {
        int dot = path.IndexOf('.');
        return dot < 0 ? path : path.Substring(0, dot);
    }
}
