using EqlPS.Events.Raw;
using EqlPS.Execution;
using EqlPS.Platform;
using EqlPS.Schema;

namespace EqlPS.Events;

/// <summary>An event that is kept because a query may return it: where it came from, and its whole content as JSON.</summary>
[HotPath]
internal sealed class SourceEvent : IRecordHash
{
    private readonly IEventContent? _content;
    private byte[]? _json;
    private readonly IRecordHash _hash;

    /// <param name="location">Where it came from.</param>
    /// <param name="json">The event as one JSON object on one line, UTF-8.</param>
    /// <param name="schema">The types of its fields.</param>
    /// <param name="hash">The hash of the record in its source; null if that is the JSON itself.</param>
    public SourceEvent(EventLocation location, byte[] json, FieldSchema schema, IRecordHash? hash = null)
    {
        Location = location;
        Schema = schema;
        _json = Kept = json;
        _hash = hash ?? RecordHash.OfKept(json);
    }

    /// <param name="location">Where it came from.</param>
    /// <param name="record">The record, as it stands in its source or as its reader keeps it.</param>
    /// <param name="form">Makes the event of it.</param>
    /// <param name="schema">The types of its fields.</param>
    /// <param name="hash">The hash of the record in its source; null if it is kept as it stands there.</param>
    public SourceEvent(EventLocation location, byte[] record, IEventForm form, FieldSchema schema, IRecordHash? hash = null)
    {
        Location = location;
        Schema = schema;
        Kept = record;
        Form = form;
        _hash = hash ?? RecordHash.OfKept(record);
    }

    /// <param name="location">Where it came from.</param>
    /// <param name="content">Gives the JSON when it is asked for.</param>
    /// <param name="schema">The types of its fields.</param>
    /// <param name="hash">The hash of the record in its source.</param>
    /// <param name="occurrence">See <see cref="Occurrence"/>.</param>
    public SourceEvent(EventLocation location, IEventContent content, FieldSchema schema, IRecordHash hash, int occurrence)
    {
        Location = location;
        Schema = schema;
        Occurrence = occurrence;
        _content = content;
        _hash = hash;
    }

    public EventLocation Location { get; }

    /// <summary>The event as one JSON object on one line, UTF-8; read anew each time if it does not lie in memory.</summary>
    public byte[] Json => _json ?? _content?.Read() ?? (_json = Form!.ToJson(Kept!, Location));

    /// <summary>What was kept of the event; null if it does not lie in memory.</summary>
    public byte[]? Kept { get; }

    /// <summary>Makes the JSON of what was kept; null if that is the JSON.</summary>
    public IEventForm? Form { get; }

    /// <summary>The types of its fields.</summary>
    public FieldSchema Schema { get; }

    /// <summary>How many identical records come before it in its source; known when all before it were read.</summary>
    public int Occurrence { get; set; }

    /// <summary>The hash of the record as it stands in its source.</summary>
    public ReadOnlySpan<byte> Sha256 => _hash.Sha256;
}
