using EqlPS.Evaluation;
using EqlPS.Events.Flat;
using EqlPS.Events.Json;
using EqlPS.Events.Raw;
using EqlPS.Events.Records;
using EqlPS.Events.Xml;
using EqlPS.Mappings;
using EqlPS.Schema;
using EqlPS.Values;

namespace EqlPS.Events.Objects;

/// <summary>
/// The event that stands in an offered object, whatever its form is: its values, made when they are asked for, and its bytes. As a source
/// of fields it gives those of documents.
/// </summary>
internal sealed class OfferedObject : FieldSource, IDisposable
{
    private readonly bool _isAsItStands;
    private readonly bool _isDirect;
    private readonly Action _notWhole;
    private readonly ObjectRecords _objects;
    private readonly ObjectJson _wanted;
    private readonly ObjectJson _whole;
    private readonly ObjectHash _hash;
    private readonly JsonRecords _records;
    private readonly JsonFieldReader _documents;
    private readonly EventXmlParser _xml;
    private readonly LogRecordReader _logRecords;
    private readonly EqlValue[] _values;
    private ObjectForm _form;
    private object _item = string.Empty;
    private bool _isWritten;

    /// <summary>Prepares reading.</summary>
    /// <param name="fields">The wanted fields.</param>
    /// <param name="schema">Their types in documents.</param>
    /// <param name="rawFields">The source paths that the mapping wants.</param>
    /// <param name="mappings">Know the names of values that come without.</param>
    /// <param name="options">How objects are read.</param>
    /// <param name="notWhole">Called where a part of an object is left out of its bytes.</param>
    public OfferedObject(
        FieldTable fields, FieldSchema schema, FieldTable rawFields, MappingSet mappings, ObjectReading options, Action notWhole)
    {
        IObjectAccess access = options.Access;
        _isAsItStands = options.IsAsItStands;
        _isDirect = !options.IsThroughJson;
        _notWhole = notWhole;
        _objects = new ObjectRecords(fields, schema, rawFields, _isAsItStands, access);
        _wanted = new ObjectJson(access, new WantedNames(fields, _isAsItStands ? null : rawFields));
        _whole = new ObjectJson(access);
        _hash = new ObjectHash(access);
        _records = new JsonRecords(fields, schema, new Lazy<FieldTable>(() => rawFields), prefix => new TimeOffsets(null, prefix));
        _documents = new JsonFieldReader(fields, schema);
        _xml = new EventXmlParser(rawFields.Paths);
        _logRecords = new LogRecordReader(access, mappings, rawFields.Paths);
        _values = new EqlValue[rawFields.Count];
    }

    /// <summary>The text that the records come from, where they are text.</summary>
    public TextRecords Text { get; } = new();

    /// <summary>Whether the names of a log record's values are missing.</summary>
    public bool AreNamesMissing => _form == ObjectForm.LogRecord && _logRecords.AreNamesMissing;

    /// <summary>Whether the event is a document whose fields are read as they stand; it is raw otherwise.</summary>
    public bool IsDocument => _form switch
    {
        ObjectForm.Fields => _objects.Kind == RecordKind.Document,
        ObjectForm.WrittenFields or ObjectForm.Json => _isAsItStands || _records.Kind == RecordKind.Document,
        _ => false,
    };

    /// <summary>The record with all it has.</summary>
    public ReadOnlySpan<byte> Record
    {
        get
        {
            if (_form is ObjectForm.Json or ObjectForm.Xml)
            {
                return Text.Record;
            }

            if (!_isWritten)
            {
                _isWritten = true;
                if (_whole.Write(_item) is not null)
                {
                    _notWhole();
                }
            }

            return _whole.Content;
        }
    }

    /// <summary>The document as it stands.</summary>
    public ReadOnlySpan<byte> Document =>
        _isAsItStands ? Record
        : _form != ObjectForm.Fields ? _records.DocumentOf(Record)
        : _objects.Prefix.Length == 0 ? Record : JsonMember.Find(Record, _objects.Prefix.TrimEnd('.'));

    /// <summary>What makes a whole raw record of its bytes; null if that takes more.</summary>
    public IRawRecordForm? RawForm => _form switch
    {
        ObjectForm.Fields => _objects.Form,
        ObjectForm.WrittenFields or ObjectForm.Json => _records.FormFor(Json),
        _ => null,
    };

    public override ulong Presence => _form switch
    {
        ObjectForm.Fields => _objects.Presence,
        ObjectForm.WrittenFields or ObjectForm.Json => _isAsItStands ? _documents.Presence : _records.Presence,
        _ => 0,
    };

    // What was read of the record, where it was read as JSON.
    private ReadOnlySpan<byte> Json => _form == ObjectForm.Json ? Text.Record : _wanted.Content;

    /// <summary>Reads an object with fields.</summary>
    /// <param name="item">The object.</param>
    /// <param name="faults">Counts values that do not fit.</param>
    /// <param name="fault">Why it cannot be read, or null.</param>
    /// <returns>The kind of that; null if the object was read.</returns>
    /// <exception cref="ObjectAccessException">A part of it cannot be read.</exception>
    public ObjectTroubleKind? ReadFields(object item, FaultCounter faults, out string? fault)
    {
        _item = item;
        _isWritten = false;
        _form = ObjectForm.Fields;
        fault = null;
        ObjectScan scan = _isDirect ? _objects.Read(item) : ObjectScan.Unclear;
        return scan switch
        {
            ObjectScan.Found => null,
            ObjectScan.LogRecord => ReadLogRecord(faults),
            _ => ReadWritten(faults, out fault),
        };
    }

    /// <summary>Reads the text's current record; the result is why it cannot be read, or null.</summary>
    public string? ReadText(FaultCounter faults)
    {
        if (!Text.IsXml)
        {
            _form = ObjectForm.Json;
            return ReadJson(faults);
        }

        _form = ObjectForm.Xml;
        _xml.TryRead(Text.Record, _values, faults, out string? fault);
        return fault;
    }

    public override EqlValue Read(int slot, FaultCounter faults) =>
        _form == ObjectForm.Fields ? _objects.FieldValue(slot, faults)
        : _isAsItStands ? _documents.Value(slot, Json, faults)
        : _records.FieldValue(slot, Json, faults);

    public override bool MayHave(int slot) =>
        _form == ObjectForm.Fields ? _objects.MayHaveField(slot)
        : _isAsItStands ? _documents.MayHave(slot)
        : _records.MayHaveField(slot);

    /// <summary>The value of a source path of a raw record.</summary>
    public EqlValue RawValue(int slot, FaultCounter faults) => _form switch
    {
        ObjectForm.Fields => _objects.RawValue(slot, faults),
        ObjectForm.WrittenFields or ObjectForm.Json => _records.RawValue(slot, Json, faults),
        _ => _values[slot],
    };

    /// <summary>False if a source path has no value in a raw record.</summary>
    public bool MayHaveRaw(int slot) => _form switch
    {
        ObjectForm.Fields => _objects.MayHaveRaw(slot),
        ObjectForm.WrittenFields or ObjectForm.Json => _records.MayHaveRaw(slot, Json),
        _ => !_values[slot].IsNull,
    };

    /// <summary>All values of a raw record.</summary>
    public IReadOnlyList<RawField> RawFields() => _form switch
    {
        ObjectForm.LogRecord => _logRecords.ReadAll(_item),
        ObjectForm.Xml => _xml.ReadAll(Record),
        _ => _records.FieldsOf(Record),
    };

    /// <summary>Writes 32 bytes that tell the record from others and are the same in every run.</summary>
    public void WriteHash(Span<byte> hash)
    {
        bool isText = _form is ObjectForm.Json or ObjectForm.Xml;
        if (isText || !_hash.TryWrite(_item, hash))
        {
            ContentHash.Write(Record, hash);
        }
    }

    public void Dispose()
    {
        _wanted.Dispose();
        _whole.Dispose();
    }

    private ObjectTroubleKind? ReadLogRecord(FaultCounter faults)
    {
        _form = ObjectForm.LogRecord;
        _logRecords.Read(_item, _values, faults);
        return null;
    }

    private ObjectTroubleKind? ReadWritten(FaultCounter faults, out string? fault)
    {
        fault = null;
        _form = ObjectForm.WrittenFields;
        ObjectTroubleKind? trouble = _wanted.Write(_item);
        if (_wanted.IsLogRecord)
        {
            return ReadLogRecord(faults);
        }

        fault = trouble switch
        {
            null => ReadJson(faults),
            ObjectTroubleKind.TooLarge => $"an object is larger than {ObjectJson.Largest / (1024 * 1024)} MB",
            _ => $"an object is nested deeper than {JsonProjection.DeepestEvent} levels, or contains itself",
        };
        return trouble ?? (fault is null ? null : ObjectTroubleKind.UnreadableObject);
    }

    private string? ReadJson(FaultCounter faults)
    {
        if (!_isAsItStands)
        {
            return _records.Read(Json, faults);
        }

        _documents.TryScan(Json, out string? fault);
        return fault;
    }
}
