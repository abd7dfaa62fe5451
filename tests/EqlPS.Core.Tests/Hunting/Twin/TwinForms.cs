using System.Globalization;
using System.Text;

namespace EqlPS.Tests.Hunting.Twin;

/// <summary>Writes events in the forms in which logs come, with the freedom that these leave: order, escapes, types, blanks.</summary>
/// <param name="random">What is drawn.</param>
internal sealed class TwinForms(Random random)
{
    /// <summary>A flattened record as NXLog writes it.</summary>
    public string Flat(TwinRecord record)
    {
        string time = random.OneIn(2) ? "yyyy-MM-dd HH:mm:ss.fff" : "yyyy-MM-ddTHH:mm:ss.fffZ";
        var members = new List<(string Name, object? Value)>
        {
            ("EventTime", record.Time.ToString(time, CultureInfo.InvariantCulture)),
            ("EventID", random.OneIn(3) ? record.Id.ToString(CultureInfo.InvariantCulture) : record.Id),
            ("SourceName", record.Provider), ("Channel", record.Channel), ("Keywords", -9223372036854775808L), ("ThreadID", 44),
            ("SeverityValue", 2), ("SourceModuleType", "im_msvistalog"),
        };
        AddUnlessNull(members, "Hostname", record.Computer);
        AddUnlessNull(members, "RecordNumber", record.Number);
        if (random.OneIn(3))
        {
            members.Add(("Message", "Event:\r\nImage: " + random.Next(3).ToString(CultureInfo.InvariantCulture)));
        }

        members.AddRange(record.Data);
        return Object(random.OneIn(8) ? members.OrderBy(_ => random.Next()) : members);
    }

    /// <summary>A document of winlogbeat.</summary>
    public string Winlogbeat(TwinRecord record)
    {
        var winlog = new List<(string Name, object? Value)>
        {
            ("provider_name", record.Provider), ("channel", record.Channel),
            ("event_id", random.OneIn(2) ? record.Id.ToString(CultureInfo.InvariantCulture) : record.Id),
            ("event_data", new Raw(Object(record.Data))),
        };
        AddUnlessNull(winlog, "computer_name", record.Computer);
        AddUnlessNull(winlog, "record_id", record.Number);
        return Object(
        [
            ("@timestamp", record.Time.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture)),
            ("winlog", new Raw(Object(winlog))),
            ("event", new Raw(Object([("code", record.Id.ToString(CultureInfo.InvariantCulture)), ("provider", record.Provider)]))),
        ]);
    }

    /// <summary>Event XML.</summary>
    public string Xml(TwinRecord record)
    {
        var text = new StringBuilder("<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>");
        text.Append($"<Provider Name='{record.Provider}'/><EventID>{record.Id}</EventID><Version>5</Version><Level>4</Level>");
        text.Append(CultureInfo.InvariantCulture, $"<TimeCreated SystemTime='{record.Time:yyyy-MM-ddTHH:mm:ss.fffffff}Z'/>");
        text.Append(record.Number is long number ? $"<EventRecordID>{number}</EventRecordID>" : "<EventRecordID/>");
        text.Append($"<Channel>{record.Channel}</Channel><Computer>{record.Computer}</Computer></System><EventData>");
        foreach ((string name, object? value) in record.Data)
        {
            foreach (object? item in value as object?[] ?? [value])
            {
                text.Append($"<Data Name='{name}'>").Append(XmlText(Text(item))).Append("</Data>");
            }
        }

        return text.Append("</EventData></Event>").ToString();
    }

    /// <summary>An ECS document of some fields, written as dotted names or as objects.</summary>
    public string Ecs(IReadOnlyList<(string Path, object? Value)> fields)
    {
        if (random.OneIn(2))
        {
            return Object(fields.Select(f => (f.Path, f.Value)));
        }

        var members = new List<(string Name, object? Value)>();
        foreach (IGrouping<string, (string Path, object? Value)> group in fields.GroupBy(f => f.Path.Split('.')[0]))
        {
            (string Path, object? Value)[] deeper = group.Where(f => f.Path.Contains('.'))
                .Select(f => (f.Path.Substring(group.Key.Length + 1), f.Value)).ToArray();
            members.AddRange(group.Where(f => !f.Path.Contains('.')).Select(f => (f.Path, f.Value)));
            if (deeper.Length > 0)
            {
                members.Add((group.Key, new Raw(Ecs(deeper))));
            }
        }

        return Object(members);
    }

    private string Object(IEnumerable<(string Name, object? Value)> members)
    {
        string blank = random.OneIn(10) ? " " : string.Empty;
        return "{" + blank + string.Join("," + blank, members.Select(m => Quoted(m.Name, 40) + ":" + blank + Value(m.Value))) + blank + "}";
    }

    private string Value(object? value) => value switch
    {
        Raw raw => raw.Json,
        object?[] items => "[" + string.Join(",", items.Select(Value)) + "]",
        string text => Quoted(text, 6),
        _ => Text(value) is { Length: > 0 } plain ? plain : "null",
    };

    private static string Text(object? value) => value switch
    {
        bool truth => truth ? "true" : "false",
        object?[] items => string.Join(",", items.Select(Text)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty,
    };

    // Once in so many times every character may be an escape.
    private string Quoted(string text, int escapeOneIn)
    {
        bool isEscaped = random.OneIn(escapeOneIn);
        var json = new StringBuilder("\"");
        foreach (char c in text)
        {
            if (c is '"' or '\\')
            {
                json.Append('\\').Append(c);
            }
            else if (c < ' ' || (isEscaped && random.OneIn(3)))
            {
                json.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            }
            else
            {
                json.Append(c);
            }
        }

        return Unpaired(json.Append('"').ToString());
    }

    // An escape beside the other half as it stands would be no text: both halves are escapes or none is.
    private static string Unpaired(string json)
    {
        var text = new StringBuilder();
        for (int i = 0; i < json.Length; i++)
        {
            if (!char.IsSurrogate(json[i]) || (char.IsHighSurrogate(json[i]) && i + 1 < json.Length && char.IsLowSurrogate(json[i + 1]))
                || (char.IsLowSurrogate(json[i]) && i > 0 && char.IsHighSurrogate(json[i - 1])))
            {
                text.Append(json[i]);
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)json[i]:x4}");
            }
        }

        return text.ToString();
    }

    private string XmlText(string text)
    {
        if (text.Length > 0 && random.OneIn(8) && !text.Contains("]]>") && text.All(c => c >= ' ' && c < '\uFFFE'))
        {
            return "<![CDATA[" + text + "]]>";
        }

        var xml = new StringBuilder();
        foreach (char c in text)
        {
            xml.Append(c switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '\0' => "?",
                _ => !char.IsSurrogate(c) && random.OneIn(60) ? FormattableString.Invariant($"&#x{(int)c:X};") : c.ToString(),
            });
        }

        return xml.ToString();
    }

    private static void AddUnlessNull(List<(string Name, object? Value)> members, string name, object? value)
    {
        if (value is not null)
        {
            members.Add((name, value));
        }
    }

    /// <summary>JSON that is written already.</summary>
    private sealed record Raw(string Json);
}
