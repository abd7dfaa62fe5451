using System.Management.Automation;
using EqlPS.Events;

namespace EqlPS.Objects;

/// <summary>An event as rules see it. Its properties are what people look at first; its fields are members, as in Elasticsearch.</summary>
public sealed class EqlEvent : EqlDocument
{
    private readonly SourceEvent _source;
    private byte[]? _json;

    internal EqlEvent(SourceEvent source) => _source = source;

    /// <summary>Time of the event, UTC; null if it has none.</summary>
    public DateTime? Time => TimeOf("@timestamp");

    /// <summary>The same as ISO text with all its digits, as it stands in the event.</summary>
    public string? Timestamp => TextOf("@timestamp");

    /// <summary>Name of the host, or the nearest to a name that the event has.</summary>
    public string? HostName => TextOf("host.name") ?? TextOf("host.hostname") ?? TextOf("winlog.computer_name") ?? TextOf("host.id");

    /// <summary>Categories, with commas between.</summary>
    public string? Category => TextOf("event.category");

    /// <summary>What was done.</summary>
    public string? Action => TextOf("event.action") ?? TextOf("event.type") ?? TextOf("event.code");

    /// <summary>Name of the user.</summary>
    public string? UserName => TextOf("user.name");

    /// <summary>Name of the process, or its executable.</summary>
    public string? ProcessName => TextOf("process.name") ?? TextOf("process.executable");

    /// <summary>What the event is about: a command line, an address, a path.</summary>
    public string? Detail => EventDetail.Of(Node);

    /// <summary>The file it came from, or <c>pipeline</c>.</summary>
    public string Path => _source.Location.Source;

    /// <summary>Number of the record, or of the line, in that file.</summary>
    public long Record => _source.Location.Record;

    /// <summary>Offset of the record in that file, in bytes.</summary>
    public long Offset => _source.Location.Offset;

    /// <summary>The event in a line, for lists of events.</summary>
    [Hidden]
    public string Summary => $"{Timestamp} {Category} {Action}: {Detail}";

    internal SourceEvent Source => _source;

    private protected override byte[] ReadDocument() => _json ??= _source.Json;

    private protected override IReadOnlyList<string> Columns =>
        [nameof(Timestamp), nameof(HostName), nameof(Category), nameof(Action), nameof(UserName), nameof(ProcessName), nameof(Detail),
            nameof(Path), nameof(Record)];
}
