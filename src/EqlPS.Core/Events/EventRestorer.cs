using System.Text.Json;
using EqlPS.Evaluation;
using EqlPS.Events.Raw;
using EqlPS.Events.Records;
using EqlPS.Mappings;
using EqlPS.Mappings.Documents;

namespace EqlPS.Events;

/// <summary>
/// Makes events of raw JSON records that were copied while their source was read: most of them are never shown, and making the whole event
/// costs much more than a copy. May be used from any thread, and after the source was closed.
/// </summary>
/// <param name="mappings">The files that the records were read with.</param>
/// <param name="profile">The profile that they were read with.</param>
internal sealed class EventRestorer(MappingSet mappings, MappingProfile profile)
{
    private readonly object _gate = new();
    private readonly FieldTable _nothing = new();
    private EcsDocumentWriter? _documents;
    private JsonRecords? _records;
    private EventSource? _source;

    /// <summary>The event as one JSON object on one line, UTF-8, as its reader would have kept it.</summary>
    /// <param name="source">The source it was read from.</param>
    /// <param name="record">What <see cref="EventReader.TryGetRecord"/> gave.</param>
    /// <param name="location">Where it stood.</param>
    public byte[] Restore(EventSource source, byte[] record, EventLocation location)
    {
        lock (_gate)
        {
            if (_records is null || _source != source)
            {
                _records = new JsonRecords(_nothing, source.Schema, _nothing, source.OffsetsFor);
                _source = source;
            }

            _documents ??= new EcsDocumentWriter(mappings, profile);
            string? fault = _records.Read(record, new EvaluationContext(0));
            if (fault is not null)
            {
                throw new InvalidOperationException($"a record that was read before cannot be read again: {fault}");
            }

            var raw = new RawRecord(location, _records.FieldsOf(record), RecordHash.OfKept(record));
            using var buffer = new MemoryStream();
            using (var writer = new Utf8JsonWriter(buffer))
            {
                _documents.Write(raw, writer);
            }

            return buffer.ToArray();
        }
    }
}
