using EqlPS.Events.Raw;
using EqlPS.Execution;
using EqlPS.Schema;

namespace EqlPS.Events;

/// <summary>An event that is kept because a query may return it: where it came from, and its whole content as JSON.</summary>
/// <param name="location">Where it came from.</param>
/// <param name="json">The event as one JSON object on one line, UTF-8.</param>
/// <param name="schema">The types of its fields.</param>
/// <param name="hash">The hash of the record in its source; null if that is the JSON itself.</param>
internal sealed class SourceEvent(EventLocation location, byte[] json, FieldSchema schema, IRecordHash? hash = null) : IRecordHash
{
    private readonly IRecordHash _hash = hash ?? RecordHash.OfKept(json);

    public EventLocation Location { get; } = location;

    /// <summary>The event as one JSON object on one line, UTF-8.</summary>
    public byte[] Json { get; } = json;

    /// <summary>The types of its fields.</summary>
    public FieldSchema Schema { get; } = schema;

    /// <summary>The hash of the record as it stands in its source.</summary>
    public ReadOnlySpan<byte> Sha256 => _hash.Sha256;
}
