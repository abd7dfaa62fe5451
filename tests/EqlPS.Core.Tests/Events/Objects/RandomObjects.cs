using System.Collections;
using System.Numerics;
using System.Xml;

namespace EqlPS.Tests.Events.Objects;

/// <summary>Makes objects of all forms, of every type of value that a session may hold.</summary>
internal sealed class RandomObjects(int seed)
{
    private static readonly string[] Names =
    [
        "EventID", "EventCode", "Channel", "SourceName", "ProviderName", "Provider", "Hostname", "Computer", "LogName", "Message",
        "UtcTime", "EventType",
        "ProcessID", "ProcessId", "Image", "CommandLine", "Level", "SeverityValue", "Keywords", "OpcodeValue", "Opcode",
        "EventTime", "TimeCreated",
        "@timestamp", "EventData", "System", "Event", "param1", "param2", "winlog", "winlog.channel", "winlog.event_id",
        "winlog.event_data.Image",
        "event_data", "event_id", "provider_name", "channel", "event", "event.code", "event.category", "event.original",
        "category", "code", "original",
        "process", "process.name", "process.pid", "name", "pid", "args", "parent", "parent.name", "user", "user.name",
        "log.level", "message", "tags",
        "_source", "result", "_raw", "Data", "#text", "@Name", "Name", "Id", "UserID", "RecordNumber", "", ".", "a.", "ä",
        "b\\\"", "\uD800", "nobody",
    ];

    private static readonly string[] Texts =
    [
        "Microsoft-Windows-Sysmon", "Microsoft-Windows-Sysmon/Operational", "Security", "INFO", "AUDIT_SUCCESS", "1", "4688",
        "0x8020000000000000",
        "-9223372036854775808", "2024-05-06 07:08:09.123", "2024-05-06T07:08:09.1234567Z", "2024-05-06T07:08:09+05:00",
        "2024-13-01", "process", "start", "",
        "-", "C:\\Windows\\System32\\cmd.exe", "cmd.exe /c \"x\"\t\r\n", "\uD83D\uDE00", "\uD800 lone", "lone \uDC00",
        "\0\u0007\u007F\u2028", "ü€", "null",
        "Process Create:\r\nUtcTime: 2024-05-06 07:08:09.123\r\nEventType: SetValue\r\nProcessId: 12"
            + "\r\nImage: C:\\a b.exe\r\nCommandLine: a \"b\" é\r\n",
        "Registry value set:\nEventType: SetValue\nProcessID: 5\nCommandLine: x\ny\nImage: z", "{\"EventID\":1,\"Channel\":\"c\"}",
    ];

    private readonly Random _random = new(seed);

    /// <summary>An object of any form.</summary>
    public object Next()
    {
        (string _, string text) = EventForms.All.Where(f => f.Name != "XML").ElementAt(_random.Next(8));
        object? start = _random.Next(3) == 0 ? null : ObjectRun.FromJson(text);
        var members = new List<KeyValuePair<string, object?>>((start as StandIn)?.Properties ?? []);
        for (int i = members.Count - 1; i >= 0; i--)
        {
            if (_random.Next(12) == 0)
            {
                members.RemoveAt(i);
            }
        }

        AddMembers(members, _random.Next(start is null ? 16 : 5), 0);
        return Wrap(members);
    }

    /// <summary>Some of the fields that may have values.</summary>
    public string[] Choose(IEnumerable<string> fields) => fields.Where(_ => _random.Next(3) == 0).ToArray();

    private void AddMembers(List<KeyValuePair<string, object?>> members, int count, int depth)
    {
        for (int i = 0; i < count; i++)
        {
            members.Insert(_random.Next(members.Count + 1), new(Names[_random.Next(Names.Length)], Wrapped(Value(depth))));
        }
    }

    // Names come once in custom objects and dictionaries, and as often as they like in lists of pairs.
    private object Wrap(List<KeyValuePair<string, object?>> members)
    {
        switch (_random.Next(4))
        {
            case 0:
                var dictionary = new Hashtable();
                members.ForEach(m => dictionary[m.Key] = m.Value);
                return dictionary;
            case 1:
                return members;
            default:
                var item = new StandIn();
                foreach (KeyValuePair<string, object?> member in members.DistinctBy(m => m.Key, StringComparer.OrdinalIgnoreCase))
                {
                    item.With(member.Key, member.Value);
                }

                return item;
        }
    }

    private object? Wrapped(object? value) => _random.Next(4) == 0 ? new StandInAccess.Wrapped(value) : value;

    private object? Value(int depth) => _random.Next(depth > 3 ? 10 : 14) switch
    {
        < 5 => Texts[_random.Next(Texts.Length)],
        5 => Whole(),
        6 => Broken(),
        7 => Time(),
        8 => Odd(),
        9 => _random.Next(3) == 0 ? null : _random.Next(2) == 0,
        10 => Enumerable.Range(0, _random.Next(4)).Select(_ => Wrapped(Value(depth + 1))).ToArray(),
        11 => new ArrayList(Enumerable.Range(0, _random.Next(3)).Select(_ => Value(depth + 1)).ToArray()),
        _ => Nested(depth + 1),
    };

    private object Nested(int depth)
    {
        var members = new List<KeyValuePair<string, object?>>();
        AddMembers(members, _random.Next(6), depth);
        return Wrap(members);
    }

    private object Whole() => _random.Next(8) switch
    {
        0 => (byte)_random.Next(256),
        1 => (sbyte)-3,
        2 => (ushort)4688,
        3 => uint.MaxValue,
        4 => _random.Next(2) == 0 ? ulong.MaxValue : 7UL,
        5 => long.MinValue,
        6 => _random.Next(-20, 5000),
        _ => (long)_random.Next(-20, 5000),
    };

    private object Broken() => _random.Next(9) switch
    {
        0 => 5.0,
        1 => -0.0,
        2 => 1e20,
        3 => double.NaN,
        4 => float.PositiveInfinity,
        5 => 0.1f,
        6 => 12.50m,
        7 => BigInteger.Pow(10, _random.Next(400)),
        _ => _random.NextDouble() * 1e6,
    };

    private object Time()
    {
        var ticks = new DateTime(_random.NextInt64(DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay), DateTimeKind.Utc);
        return _random.Next(5) switch
        {
            0 => ticks,
            1 => DateTime.SpecifyKind(ticks, DateTimeKind.Unspecified),
            2 => new DateTime(2024, 7, 1, 12, 30, 0, DateTimeKind.Local),
            3 => new DateTimeOffset(2024, 7, 1, 12, 30, 0, 5, TimeSpan.FromHours(-7)),
            _ => new DateTime(2024, 2, 29, 0, 0, 0, DateTimeKind.Utc),
        };
    }

    private object Odd()
    {
        switch (_random.Next(9))
        {
            case 0:
                return Guid.Empty;
            case 1:
                return TimeSpan.FromSeconds(90);
            case 2:
                return new Uri("https://user.example/a b");
            case 3:
                return new Version(1, 2, 3);
            case 4:
                return 'x';
            case 5:
                return DayOfWeek.Friday;
            case 6:
                return new byte[] { 1, 171 };
            case 7:
                return DBNull.Value;
            default:
                var document = new XmlDocument();
                document.LoadXml("<a b='1'>t</a>");
                return document.DocumentElement!;
        }
    }
}
