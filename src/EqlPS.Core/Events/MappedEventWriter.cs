using System.Text.Json;
using EqlPS.Events.Raw;
using EqlPS.Events.Records;
using EqlPS.Mappings;
using EqlPS.Mappings.Documents;
using EqlPS.Platform;

namespace EqlPS.Events;

/// <summary>Writes raw records as whole events. Made of parts that are built when the first is written; any thread may call it.</summary>
/// <param name="mappings">How raw records become events.</param>
/// <param name="profile">How closely.</param>
[HotPath]
internal sealed class MappedEventWriter(MappingSet mappings, MappingProfile profile)
{
    private readonly object _gate = new();
    private readonly MemoryStream _buffer = new();
    private EcsDocumentWriter? _documents;
    private RawRecordWriter? _records;
    private MappedEventForm? _form;

    /// <summary>The form of events that are made of kept records; the same object as long as the records are of one form.</summary>
    public MappedEventForm FormOf(IRawRecordForm records)
    {
        lock (_gate)
        {
            return _form?.Records == records ? _form : _form = new MappedEventForm(records, this);
        }
    }

    /// <summary>The event of a record, as one JSON object on one line.</summary>
    public byte[] Write(RawRecord record)
    {
        lock (_gate)
        {
            return WriteDocument(record);
        }
    }

    /// <summary>The event of a record that was kept as bytes.</summary>
    /// <param name="form">Makes the record of them.</param>
    /// <param name="kept">Its bytes.</param>
    /// <param name="location">Where it came from.</param>
    public byte[] Write(IRawRecordForm form, byte[] kept, in EventLocation location)
    {
        lock (_gate)
        {
            _records ??= new RawRecordWriter();
            return WriteDocument(new RawRecord(location, form.Read(kept, _records), RecordHash.OfKept(kept)));
        }
    }

    private byte[] WriteDocument(RawRecord record)
    {
        _documents ??= new EcsDocumentWriter(mappings, profile);
        _buffer.SetLength(0);
        using (var writer = new Utf8JsonWriter(_buffer))
        {
            _documents.Write(record, writer);
        }

        return _buffer.ToArray();
    }
}
