using EqlPS.Events.Json;
using EqlPS.Platform;

namespace EqlPS.Events.Records;

/// <summary>How a JSON record is to be read: what it is, and what is wrapped around it.</summary>
/// <param name="Format">What it is.</param>
/// <param name="Prefix">The path of the object that holds it, with a dot at the end; empty if nothing is around it.</param>
[HotPath]
internal readonly record struct RecordShape(RecordFormat Format, string Prefix)
{
    // The marks of what stands around a wrapped record, so far above those of the record itself.
    private const int AroundShift = 16;

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
        Mark(root, prefix, 0);
        if (prefix.Length > 0)
        {
            Mark(root, string.Empty, AroundShift);
        }

        return root;
    }

    /// <summary>
    /// The shape that a record's marks show when it was read with a prefix. With another prefix than that, it is one to read it with
    /// next. What a record is does not depend on what it was read as first.
    /// </summary>
    public static RecordShape Decide(JsonMarks marks, string prefix)
    {
        if (prefix.Length == 0)
        {
            return DecideOuter(marks);
        }

        RecordShape outer = DecideOuter((JsonMarks)((int)marks >> AroundShift) | (marks & (JsonMarks.Hit | JsonMarks.Result)));
        return outer.Prefix == prefix ? new RecordShape(FormatOf(marks), prefix) : outer;
    }

    private static void Mark(JsonPathNode root, string prefix, int shift)
    {
        JsonMarks Shifted(JsonMarks marks) => (JsonMarks)((int)marks << shift);
        root.MarkText(prefix + "_raw", Shifted(JsonMarks.RawText));
        root.MarkObject(prefix + "Event.System", Shifted(JsonMarks.EventSystem));
        root.MarkObject(prefix + "System", Shifted(JsonMarks.System));
        root.MarkValue(prefix + "EventID", Shifted(JsonMarks.FlatId));
        root.MarkValue(prefix + "EventCode", Shifted(JsonMarks.FlatId));
        foreach (string place in Places)
        {
            root.MarkText(prefix + place, Shifted(JsonMarks.FlatPlace));
        }

        foreach (string name in Envelope)
        {
            root.MarkValue(prefix + name, Shifted(JsonMarks.Winlog));
        }

        root.MarkObject(prefix + "winlog.event_data", Shifted(JsonMarks.WinlogData));
        root.MarkObject(prefix + "winlog.user_data", Shifted(JsonMarks.WinlogData));
        foreach (string name in Added)
        {
            root.MarkValue(prefix + name, Shifted(JsonMarks.Normalised));
        }

        root.MarkText(prefix + "event.original", Shifted(JsonMarks.Original));
    }

    private static RecordShape DecideOuter(JsonMarks marks)
    {
        RecordFormat format = FormatOf(marks);
        if (format == RecordFormat.Document && !Has(marks, JsonMarks.Normalised))
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

        return new RecordShape(format, string.Empty);
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
