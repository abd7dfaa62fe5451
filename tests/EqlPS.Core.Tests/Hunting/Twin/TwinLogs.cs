using System.Globalization;
using System.Text;
using EqlPS.Events.Input;
using EqlPS.Schema;

namespace EqlPS.Tests.Hunting.Twin;

/// <summary>Makes the sources of a round: logs in several forms, records that repeat within one and stand in others too.</summary>
/// <param name="random">What is drawn.</param>
/// <param name="texts">The texts of the round.</param>
/// <param name="hasFewKinds">Whether there are many events of few kinds.</param>
internal sealed class TwinLogs(Random random, TwinTexts texts, bool hasFewKinds)
{
    private static readonly string[] EcsFields =
    [
        "process.name", "process.executable", "process.command_line", "process.args", "process.entity_id", "process.pid",
        "process.parent.name", "process.pe.original_file_name", "file.path", "file.name", "file.extension", "registry.path",
        "registry.data.strings", "dll.path", "dll.name", "dns.question.name", "source.ip", "destination.ip", "destination.port",
        "user.name", "winlog.event_data.Extra", "message", "tags",
    ];

    private readonly TwinRecords _records = new(random, texts, hasFewKinds);
    private readonly TwinForms _forms = new(random);
    private readonly List<(string Form, string Text)> _earlier = [];

    /// <summary>The sources in the order in which they are read, by name.</summary>
    /// <param name="count">How many.</param>
    /// <param name="events">How many events each has.</param>
    /// <param name="schema">The types of their fields.</param>
    public List<InputSource> Make(int count, int events, FieldSchema schema)
    {
        var sources = new List<InputSource>();
        for (int i = 0; i < count; i++)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(Log(i, events));
            sources.Add(new InputSource(FormattableString.Invariant($"s{i}"), () => new MemoryStream(bytes), schema));
        }

        return sources;
    }

    private string Log(int number, int events)
    {
        string form = random.Pick(["flat", "flat", "winlogbeat", "ecs", "mixed", "xml"]);
        string computer = "ws-" + number.ToString(CultureInfo.InvariantCulture);
        var shift = TimeSpan.FromMilliseconds(number);
        var text = new StringBuilder();
        while (events-- > 0)
        {
            string own = form == "mixed" ? random.Pick(["flat", "winlogbeat", "ecs"]) : form;
            string? same = random.OneIn(10)
                ? _earlier.Where(e => e.Form == own).Select(e => e.Text).OrderBy(_ => random.Next()).FirstOrDefault() : null;
            string record = same ?? Write(own, computer, shift);
            _earlier.Add((own, record));
            text.Append(record).Append(random.OneIn(15) ? "\r\n" : "\n");
        }

        return text.ToString();
    }

    private string Write(string form, string computer, TimeSpan shift)
    {
        TwinRecord record = _records.Next(computer, shift);
        return form switch
        {
            "flat" => _forms.Flat(record),
            "winlogbeat" => _forms.Winlogbeat(record),
            "xml" => _forms.Xml(record),
            _ => Ecs(record),
        };
    }

    private string Ecs(TwinRecord record)
    {
        var fields = new List<(string Path, object? Value)>
        {
            ("@timestamp", random.OneIn(20) ? null : record.Time.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture)),
            ("event.category", random.OneIn(4) ? new object[] { "process", random.Pick(["file", "dns", "library"]) }
                : random.Pick(["process", "file", "registry", "network", "library"])),
            ("event.type", random.OneIn(3) ? new object[] { "start", "change" } : random.Pick(["start", "creation", "end"])),
            ("event.code", random.OneIn(2) ? record.Id : record.Id.ToString(CultureInfo.InvariantCulture)),
            ("host.os.type", random.Pick(["windows", "Windows", "linux"])), ("host.name", record.Computer),
            ("winlog.computer_name", record.Computer), ("winlog.record_id", record.Number),
        };
        foreach (string path in EcsFields.Where(_ => random.OneIn(3)))
        {
            fields.Add((path, Value(path, depth: 0)));
            if (random.OneIn(25))
            {
                fields.Add((path, Value(path, depth: 0)));
            }
        }

        return _forms.Ecs(fields);
    }

    private object? Value(string path, int depth) => random.Next(depth == 0 ? 14 : 8) switch
    {
        0 => random.Pick<object?>([1L, 1.0, 445L, true, false, null, -0.0, 1e300, ulong.MaxValue]),
        8 => Array.Empty<object?>(),
        9 => Enumerable.Range(0, random.Next(1, 5)).Select(_ => Value(path, depth + 1)).ToArray(),
        10 => Enumerable.Range(0, 40).Select(_ => (object?)texts.Next()).ToArray(),
        _ => path switch
        {
            "process.executable" or "file.path" or "dll.path" => texts.FilePath(),
            "process.command_line" or "message" => texts.CommandLine(),
            "registry.path" => texts.RegistryPath(),
            "source.ip" or "destination.ip" => texts.Address(),
            "process.pid" or "destination.port" => random.OneIn(2) ? (long)random.Next(4) : texts.Number(),
            "process.entity_id" => "{0c1d2e3f-000" + random.Next(3).ToString(CultureInfo.InvariantCulture) + "-6638-aa00-000000003300}",
            _ => texts.Next(),
        },
    };
}
