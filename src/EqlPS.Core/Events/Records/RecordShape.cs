using EqlPS.Events.Json;

namespace EqlPS.Events.Records;

/// <summary>How a JSON record is to be read: what it is, and what is wrapped around it.</summary>
/// <param name="Format">What it is.</param>
/// <param name="Prefix">The path of the object that holds it, with a dot at the end; empty if nothing is around it.</param>
internal readonly record struct RecordShape(RecordFormat Format, string Prefix)
{
    private const string Source = "_source.";
    private const string Result = "result.";

    private static readonly string[] Places =
        ["Channel", "SourceName", "ProviderName", "Provider", "Hostname", "Computer", "ComputerName", "MachineName", "LogName"];

    private static readonly string[] Envelope = ["winlog.event_id", "winlog.channel", "winlog.provider_name", "winlog.record_id"];

    // What the integrations add to every event they know; winlogbeat alone and an agent without an ingest pipeline never have these.
    private static readonly string[] Added =
    [
        "event.category", "event.type", "process.pid", "process.executable", "process.name", "process.entity_id", "user.name", "user.id",
        "related.user", "related.hash", "related.ip",
    ];

    /// <summary>Reads a record as a document without wrapping.</summary>
    public static RecordShape Plain => new(RecordFormat.Document, string.Empty);

    /// <summary>Where the record's text stands, for formats that are text.</summary>
    public string TextPath => Prefix + (Format == RecordFormat.OriginalText ? "event.original" : "_raw");

    /// <summary>A tree that marks everything by which shapes below a prefix are told apart.</summary>
    public static JsonPathNode MarkedTree(string prefix)
    {
        var root = new JsonPathNode();
        root.MarkObject("_source", JsonMarks.Hit);
        root.MarkObject("result", JsonMarks.Result);
        root.MarkText(prefix + "_raw", JsonMarks.RawText);
        root.MarkObject(prefix + "Event.System", JsonMarks.EventSystem);
        root.MarkObject(prefix + "System", JsonMarks.System);
        root.MarkValue(prefix + "EventID", JsonMarks.FlatId);
        root.MarkValue(prefix + "EventCode", JsonMarks.FlatId);
        foreach (string place in Places)
        {
            root.MarkText(prefix + place, JsonMarks.FlatPlace);
        }

        foreach (string name in Envelope)
        {
            root.MarkValue(prefix + name, JsonMarks.Winlog);
        }

        root.MarkObject(prefix + "winlog.event_data", JsonMarks.WinlogData);
        root.MarkObject(prefix + "winlog.user_data", JsonMarks.WinlogData);
        foreach (string name in Added)
        {
            root.MarkValue(prefix + name, JsonMarks.Normalised);
        }

        root.MarkText(prefix + "event.original", JsonMarks.Original);
        return root;
    }

    /// <summary>
    /// The shape that a record's marks show when it was read with a prefix. With another prefix than that, it is one to read it with
    /// next.
    /// </summary>
    public static RecordShape Decide(JsonMarks marks, string prefix)
    {
        bool isWrapped = (prefix == Source && Has(marks, JsonMarks.Hit)) || (prefix == Result && Has(marks, JsonMarks.Result));
        if (prefix.Length > 0 && !isWrapped)
        {
            return Plain;
        }

        RecordFormat format = FormatOf(marks);
        if (prefix.Length == 0 && format == RecordFormat.Document && !Has(marks, JsonMarks.Normalised))
        {
            if (Has(marks, JsonMarks.Hit))
            {
                return new RecordShape(RecordFormat.Document, Source);
            }

            if (Has(marks, JsonMarks.Result))
            {
                return new RecordShape(RecordFormat.Document, Result);
            }
        }

        return new RecordShape(format, prefix);
    }

    private static RecordFormat FormatOf(JsonMarks marks)
    {
        if (Has(marks, JsonMarks.RawText))
        {
            return RecordFormat.RawText;
        }

        if (Has(marks, JsonMarks.EventSystem))
        {
            return RecordFormat.NestedEventJson;
        }

        if (Has(marks, JsonMarks.Normalised))
        {
            return RecordFormat.Document;
        }

        bool isOriginalBetter = Has(marks, JsonMarks.Original) && !Has(marks, JsonMarks.WinlogData);
        if (Has(marks, JsonMarks.Winlog))
        {
            return isOriginalBetter ? RecordFormat.OriginalText : RecordFormat.Winlog;
        }

        if (Has(marks, JsonMarks.FlatId) && Has(marks, JsonMarks.FlatPlace))
        {
            return RecordFormat.Flat;
        }

        return Has(marks, JsonMarks.System) ? RecordFormat.EventJson
            : isOriginalBetter ? RecordFormat.OriginalText
            : RecordFormat.Document;
    }

    private static bool Has(JsonMarks marks, JsonMarks mark) => (marks & mark) != 0;
}
