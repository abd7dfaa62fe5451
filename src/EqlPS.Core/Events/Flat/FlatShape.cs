using EqlPS.Events.Json;
using EqlPS.Events.Records;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Events.Flat;

/// <summary>
/// Events whose fields stand side by side, as NXLog and the tools of the OTRF data sets write them. A field of the event's data that has
/// the name of one of the collector's own is lost to it; Sysmon's message, which is always English, still tells it.
/// </summary>
[HotPath]
internal sealed class FlatShape : RawJsonShape
{
    /// <summary>The source path of the time.</summary>
    public const string TimePath = "System/TimeCreated/@SystemTime";

    private const int Level = 1;
    private const int Opcode = 2;
    private const int Keywords = 3;
    private const int Time = 4;
    private const int LoggingProcess = 5;
    private const int Data = 6;
    private const int TakenData = 7;
    private const string NestedData = "EventData.";

    private readonly int[] _provider;
    private readonly int[] _hosts;
    private readonly int[] _times;
    private readonly int _eventType;
    private readonly int _dataProcessId;
    private readonly int _message;
    private TimeOffsets _offsets;
    private string? _lastHost;
    private int _lastField;
    private long _lastOffset;
    private string? _lastKeywords;
    private EqlValue _lastKeywordsValue;
    private long _timeOf;
    private EqlValue _time;
    private long _lastRecord;
    private bool _wasSysmon;

    public FlatShape(IReadOnlyList<string> paths, string prefix, TimeOffsets offsets)
        : base(paths.Count, prefix)
    {
        _offsets = offsets;
        _provider = [WorkSlot("ProviderName"), WorkSlot("SourceName"), WorkSlot("Provider"), WorkSlot("Channel")];
        bool isTimeWanted = paths.Contains(TimePath);
        _hosts = isTimeWanted ? FlatFields.Hosts.Select(WorkSlot).ToArray() : [];
        _times = isTimeWanted ? FlatFields.Times.Select(WorkSlot).ToArray() : [];
        _eventType = WorkSlot("EventType");
        _dataProcessId = WorkSlot("ProcessID");
        Root.MarkText(prefix + "UtcTime", JsonMarks.UtcTime);
        _message = WorkSlot("Message");
        for (int slot = 0; slot < paths.Count; slot++)
        {
            Add(paths[slot], slot);
        }
    }

    /// <summary>Goes on with the records of another source.</summary>
    public void Use(TimeOffsets offsets)
    {
        _offsets = offsets;
        _lastHost = null;
    }

    /// <summary>
    /// Makes sure that the time offset which the time of the last record needs is known; false if times are not among the wanted paths.
    /// </summary>
    public bool TryMeasure(ReadOnlySpan<byte> record)
    {
        TimeOf(record);
        return _times.Length > 0;
    }

    protected override IEnumerable<string> SourcesOf(string jsonPath)
    {
        var sources = new List<string>(FlatFields.SourcesOf(jsonPath));
        if (FlatFields.IsOfCollector(jsonPath))
        {
            sources.Add(Document + jsonPath);
        }

        if (jsonPath == "ProcessID")
        {
            sources.Add("System/Execution/@ProcessID");
        }

        if (IsOwn(jsonPath))
        {
            string name = jsonPath.StartsWith(NestedData, StringComparison.Ordinal) ? jsonPath.Substring(NestedData.Length) : jsonPath;
            sources.Add(EventData + name);
            if (DataNames.PositionOf(name) is int position)
            {
                sources.Add(FormattableString.Invariant($"{EventData}#{position}"));
            }
        }

        return sources;
    }

    protected override IEnumerable<string> DerivedPaths(IReadOnlyList<JsonLeaf> leaves)
    {
        bool isSysmon = leaves.Any(l => l.Path is "ProviderName" or "SourceName" or "Provider" or "Channel" && IsSysmonName(l.Text));
        string? message = isSysmon ? leaves.FirstOrDefault(l => l.Path == "Message").Text : null;
        return message is null ? [] : SysmonMessage.Read(message).Select(line => EventData + line.Key);
    }

    protected override EqlValue Convert(RawJsonRule rule, in EqlValue value, ReadOnlySpan<byte> record) => rule.Conversion switch
    {
        Level => FlatValues.Level(Work(rule.WorkSlots[0], record), Work(rule.WorkSlots[1], record), Work(_eventType, record)),
        Opcode => FlatValues.IsNumber(value) ? value : default,
        Keywords => ReadKeywords(Work(rule.WorkSlots[0], record), Work(_eventType, record)),
        Time => TimeOf(record),
        LoggingProcess => value.IsNull && IsSysmon(record) ? Work(_dataProcessId, record) : value,
        Data => value.IsNull && IsAllInMessage(record) ? FromMessage(rule.Name, record) : value,
        TakenData => TakenValue(rule.Name, value, record),
        _ => value,
    };

    protected override bool IsTakenAsItStands(int slot, RawJsonRule rule) => rule.Conversion is 0 or Data;

    protected override bool CanMakeOfNothing(RawJsonRule rule, ReadOnlySpan<byte> record) => rule.Conversion switch
    {
        Level or Keywords => true,
        Data => IsAllInMessage(record),
        TakenData or LoggingProcess => IsSysmon(record),
        _ => false,
    };

    private static bool IsSysmonName(string name) => name.StartsWith("Microsoft-Windows-Sysmon", StringComparison.OrdinalIgnoreCase);

    private void Add(string path, int slot)
    {
        if (path.StartsWith(Document, StringComparison.Ordinal))
        {
            AddRule(slot, path, 0, path.Substring(Document.Length));
            return;
        }

        if (path.StartsWith(EventData, StringComparison.Ordinal))
        {
            string name = DataNames.JsonNameOf(path.Substring(EventData.Length));
            string key = IsOwn(name) ? name : NestedData + name;
            AddRule(slot, name, MayBeTaken(name) ? TakenData : Data, key);
            if (key == name)
            {
                AddAlias(name, NestedData + name);
            }

            return;
        }

        (string Source, string[] Keys) entry = Array.Find(FlatFields.Envelope, e => e.Source == path);
        if (entry.Source is not null)
        {
            int conversion = path switch
            {
                "System/Level" => Level,
                "System/Opcode" => Opcode,
                "System/Keywords" => Keywords,
                TimePath => Time,
                "System/Execution/@ProcessID" => LoggingProcess,
                _ => 0,
            };
            if (conversion is Level or Keywords or Time)
            {
                AddComputed(slot, path, conversion, entry.Keys);
            }
            else
            {
                AddRule(slot, path, conversion, entry.Keys);
            }
        }
    }

    // Of these the collector may have a field of the same name, or with other capitals.
    private static bool MayBeTaken(string name) => name == "ProcessId" || FlatFields.IsOfEnvelope(name) || FlatFields.IsOfCollector(name);

    private static bool IsOwn(string key) =>
        key is "EventType" or "ProcessID" || !(FlatFields.IsOfEnvelope(key) || FlatFields.IsOfCollector(key));

    private EqlValue TakenValue(string name, in EqlValue value, ReadOnlySpan<byte> record)
    {
        EqlValue own = name switch
        {
            "EventType" => FlatValues.IsCollectorEventType(value) ? default : value,

            // With Sysmon it is the service that logs, never the process that the event is about.
            "ProcessID" => IsSysmon(record) ? default : value,
            _ => value,
        };
        return own.IsNull && IsSysmon(record) ? FromMessage(name, record) : own;
    }

    private bool IsSysmon(ReadOnlySpan<byte> record)
    {
        if (_lastRecord != RecordNumber)
        {
            _lastRecord = RecordNumber;
            EqlValue provider = FirstOf(_provider, record);
            _wasSysmon = provider.Kind == EqlValueKind.Text && IsSysmonName(provider.AsText());
        }

        return _wasSysmon;
    }

    // Without any data of its own, a Sysmon event has all of it in its message.
    private bool IsAllInMessage(ReadOnlySpan<byte> record) => (Marks & JsonMarks.UtcTime) == 0 && IsSysmon(record);

    private EqlValue FromMessage(string name, ReadOnlySpan<byte> record)
    {
        ReadOnlySpan<byte> message = Written(_message, record);
        if (!SysmonMessage.TryFind(message, name, out int start, out int length))
        {
            return default;
        }

        return EqlValue.From(length >= 0 ? TextOf(message.Slice(start, length)) : SysmonMessage.Find(message, name));
    }

    // Most events have the keywords of the one before, and equal texts share a string.
    private EqlValue ReadKeywords(in EqlValue keywords, in EqlValue eventType)
    {
        if (keywords.Kind != EqlValueKind.Text)
        {
            return FlatValues.Keywords(keywords, eventType);
        }

        if (!ReferenceEquals(keywords.AsText(), _lastKeywords))
        {
            _lastKeywords = keywords.AsText();
            _lastKeywordsValue = FlatValues.Keywords(keywords, eventType);
        }

        return _lastKeywordsValue;
    }

    private EqlValue TimeOf(ReadOnlySpan<byte> record)
    {
        if (_timeOf != RecordNumber)
        {
            _time = ReadTime(record);
            _timeOf = RecordNumber;
        }

        return _time;
    }

    // The first field with a time decides which clock it shows.
    private EqlValue ReadTime(ReadOnlySpan<byte> record)
    {
        for (int field = 0; field < _times.Length; field++)
        {
            if (!TryFindTime(_times[field], record, out EqlValue value, out Timestamp time))
            {
                if (value.Kind == EqlValueKind.Text)
                {
                    return value;
                }

                continue;
            }

            long offset = OffsetOf(FirstOf(_hosts, record), field);
            return EqlValue.From(offset != 0 && time.TryAddTicks(offset, out Timestamp moved) ? moved : time);
        }

        return default;
    }

    private bool TryFindTime(int workSlot, ReadOnlySpan<byte> record, out EqlValue value, out Timestamp time)
    {
        value = default;
        if (TryReadTimeAt(workSlot, record, out time))
        {
            return true;
        }

        value = Work(workSlot, record);
        return value.Kind == EqlValueKind.Text && TimestampParser.TryParse(value.AsText().AsSpan(), out time);
    }

    private long OffsetOf(in EqlValue host, int field)
    {
        string name = host.Kind == EqlValueKind.Text ? host.AsText() : string.Empty;
        if (field != _lastField || !string.Equals(name, _lastHost, StringComparison.Ordinal))
        {
            _lastOffset = _offsets.Find(name, field);

            // A long name is not held on to until the next record.
            (_lastHost, _lastField) = (name.Length <= HostKey.LongestName ? name : null, field);
        }

        return _lastOffset;
    }
}
