using System.Collections;
using System.Xml;
using EqlPS.Evaluation;
using EqlPS.Events.Cutting;
using EqlPS.Events.Flat;
using EqlPS.Events.Json;
using EqlPS.Events.Raw;
using EqlPS.Events.Records;
using EqlPS.Events.Xml;
using EqlPS.Mappings;
using EqlPS.Schema;

namespace EqlPS.Events.Objects;

/// <summary>
/// Reads the events that objects of a pipeline hold. Each object is offered, then read until it holds no more. What cannot be read is
/// counted and nothing is thrown, but by the host itself.
/// </summary>
internal sealed class ObjectEventReader : EventReader
{
    private readonly IObjectAccess _access;
    private readonly string _name;
    private readonly bool _isAsItStands;
    private readonly FieldSchema _schema;
    private readonly ObjectTroubles _troubles;
    private readonly ObjectJson _wanted;
    private readonly ObjectJson _whole;
    private readonly JsonRecords _records;
    private readonly JsonFieldReader _documents;
    private readonly EventXmlParser _xml;
    private readonly LogRecordReader _logRecords;
    private readonly TextRecords _text = new();
    private readonly OfferedItems _items = new();
    private readonly OfferedRecord _current;
    private readonly EventReader _mapped;
    private ObjectForm _form;
    private object? _item;
    private SourceEvent? _kept;
    private object? _wholeItem;
    private bool _isWhole;

    /// <summary>Prepares reading.</summary>
    /// <param name="fields">The wanted fields.</param>
    /// <param name="schema">Their types in documents.</param>
    /// <param name="rawFields">The source paths that the mapping wants.</param>
    /// <param name="mappings">Know the names of values that come without.</param>
    /// <param name="map">Builds the reader that maps raw records.</param>
    /// <param name="isAsItStands">Whether objects with fields, and JSON, are taken as they stand, whatever they are.</param>
    /// <param name="access">Looks into the objects.</param>
    /// <param name="name">The name of the source.</param>
    public ObjectEventReader(
        FieldTable fields,
        FieldSchema schema,
        FieldTable rawFields,
        MappingSet mappings,
        Func<RawRecordReader, EventReader> map,
        bool isAsItStands,
        IObjectAccess access,
        string name)
    {
        _access = access;
        _name = name;
        _isAsItStands = isAsItStands;
        _schema = schema;
        _troubles = new ObjectTroubles(Losses);
        _wanted = new ObjectJson(access, new WantedNames(fields, isAsItStands ? null : rawFields));
        _whole = new ObjectJson(access);
        _records = new JsonRecords(fields, schema, new Lazy<FieldTable>(() => rawFields), prefix => new TimeOffsets(null, prefix));
        _documents = new JsonFieldReader(fields, schema);
        _xml = new EventXmlParser(rawFields.Paths);
        _logRecords = new LogRecordReader(access, mappings, rawFields.Paths);
        _current = new OfferedRecord(rawFields.Count, KeepRaw, () => Location, Losses);
        _mapped = map(_current);
    }

    /// <summary>Where the current event stands: its record is the number of its object, from 1.</summary>
    public override EventLocation Location => _kept?.Location ?? new EventLocation(_name, _items.Number, _text.Offset);

    /// <summary>What was wrong with objects so far, by kind.</summary>
    public IReadOnlyList<ObjectTrouble> Troubles => _troubles.All;

    /// <summary>The current record with all it has.</summary>
    private ReadOnlySpan<byte> Record
    {
        get
        {
            if (_form is ObjectForm.Json or ObjectForm.Xml)
            {
                return _text.Record;
            }

            if (_wholeItem != _item)
            {
                _wholeItem = _item;
                _isWhole = TryWriteWhole();
            }

            return _isWhole || _form == ObjectForm.LogRecord ? _whole.Content : _wanted.Content;
        }
    }

    /// <summary>Takes the next object. What was left of the one before is dropped.</summary>
    public void Offer(object? item)
    {
        _text.Close();
        _items.Offer(item);
    }

    /// <summary>Reads the next event of the offered object; false where the next object is due.</summary>
    public override bool Read(EvaluationContext context)
    {
        while (true)
        {
            if (_text.IsOpen)
            {
                if (TryReadText(context))
                {
                    return true;
                }

                continue;
            }

            if (!_items.TryNext(out object? item, out string? fault))
            {
                _item = null;
                return false;
            }

            if (fault is not null)
            {
                Refuse(ObjectTroubleKind.UnreadableObject, fault);
            }
            else if (TryReadItem(item, context))
            {
                return true;
            }
        }
    }

    public override SourceEvent Keep()
    {
        if (_kept is not null)
        {
            return _kept;
        }

        bool isDocument = _form is ObjectForm.Fields or ObjectForm.Json && (_isAsItStands || _records.Kind == RecordKind.Document);
        return isDocument
            ? new SourceEvent(Location, JsonCompaction.ToOneLine(_isAsItStands ? Record : _records.DocumentOf(Record)), _schema)
            : _mapped.Keep();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _items.Close();
            _mapped.Dispose();
            _wanted.Dispose();
            _whole.Dispose();
        }
    }

    // An event is shown with all of its object, wanted or not; of an object that cannot be written as a whole, what was wanted has to do.
    private bool TryWriteWhole()
    {
        try
        {
            if (_whole.Write(_item!) is null)
            {
                return true;
            }
        }
        catch (ObjectAccessException)
        {
            // Told of below.
        }

        Refuse(
            ObjectTroubleKind.PartLeftOut,
            "an event is shown without a part of its object that contains itself, is too large, or cannot be read");
        return false;
    }

    private RawRecord KeepRaw()
    {
        IReadOnlyList<RawField> fields = _form switch
        {
            ObjectForm.LogRecord => _logRecords.ReadAll(_item!),
            ObjectForm.Xml => _xml.ReadAll(Record),
            _ => _records.FieldsOf(Record),
        };
        return new RawRecord(Location, fields, RecordHash.Of(Record));
    }

    private bool TryReadItem(object? wrapped, EvaluationContext context)
    {
        _kept = null;
        _wholeItem = null;
        try
        {
            _item = _access.Unwrap(wrapped);
            switch (_item)
            {
                case null or DBNull:
                    Refuse(ObjectTroubleKind.NullObject, "there is no object: the pipeline gave a null");
                    return false;
                case string text:
                    BeginText(text);
                    return false;
                case byte[] bytes:
                    RefuseText(_text.Begin(bytes));
                    return false;
                case SourceEvent kept:
                    return TryReadKept(kept, context);
                case XmlNode node:
                    BeginText(node.OuterXml);
                    return false;
                case IDictionary or IEnumerable<KeyValuePair<string, object?>>:
                    return TryReadFields(_item, context);
                default:
                    return TryReadObject(_item, context);
            }
        }
        catch (ObjectAccessException error)
        {
            Refuse(ObjectTroubleKind.UnreadableObject, error.Message);
            return false;
        }
    }

    private bool TryReadObject(object item, EvaluationContext context)
    {
        if (_access.EventXmlOf(item) is string xml)
        {
            BeginText(xml);
            return false;
        }

        if (_access.HasFields(item))
        {
            return TryReadFields(item, context);
        }

        if (item is IEnumerable list && !ScalarText.IsScalar(item))
        {
            if (!_items.TryEnter(list))
            {
                Refuse(ObjectTroubleKind.NestedTooDeep, "lists are nested too deeply, or contain themselves");
            }

            return false;
        }

        Refuse(
            ObjectTroubleKind.ForeignType,
            $"an object of type {_access.TypeNameOf(item)} holds no event; understood are log records, event XML and JSON as text, "
            + "and objects with the fields of an event");
        return false;
    }

    private bool TryReadFields(object item, EvaluationContext context)
    {
        // Looking for properties by their names costs more than seeing them pass.
        ObjectTroubleKind? trouble = _wanted.Write(item);
        if (_wanted.IsLogRecord)
        {
            return TryReadLogRecord(item, context);
        }

        switch (trouble)
        {
            case null:
                _form = ObjectForm.Fields;
                return TryReadJson(_wanted.Content, context);
            case ObjectTroubleKind.TooLarge:
                Refuse(ObjectTroubleKind.TooLarge, $"an object is larger than {ObjectJson.Largest / (1024 * 1024)} MB");
                return false;
            default:
                Refuse(
                    ObjectTroubleKind.NestedTooDeep,
                    $"an object is nested deeper than {JsonProjection.DeepestEvent} levels, or contains itself");
                return false;
        }
    }

    private bool TryReadLogRecord(object item, EvaluationContext context)
    {
        _form = ObjectForm.LogRecord;
        _logRecords.Read(item, _current.Values, context.Faults);
        if (_logRecords.AreNamesMissing)
        {
            Refuse(
                ObjectTroubleKind.NamesMissing,
                "a log record came without the names of its values, so only its id, log, provider, time and computer are known; "
                + "send the event's XML instead: Invoke-Command { Get-WinEvent ... | ForEach-Object ToXml }");
        }

        return Map(context);
    }

    private bool TryReadKept(SourceEvent kept, EvaluationContext context)
    {
        if (!_documents.TryRead(kept.Json, context, out string? fault))
        {
            Refuse(ObjectTroubleKind.UnreadableObject, fault!);
            return false;
        }

        _kept = kept;
        return true;
    }

    private bool TryReadJson(ReadOnlySpan<byte> record, EvaluationContext context)
    {
        string? fault;
        if (_isAsItStands)
        {
            if (_documents.TryRead(record, context, out fault))
            {
                return true;
            }
        }
        else if ((fault = _records.Read(record, context.Faults)) is null)
        {
            bool isDocument = _records.Kind == RecordKind.Document;
            return isDocument ? ReadFields(record, context) : ReadRaw(record, context);
        }

        Refuse(_form == ObjectForm.Fields ? ObjectTroubleKind.UnreadableObject : ObjectTroubleKind.UnreadableText, fault!);
        return false;
    }

    private bool ReadFields(ReadOnlySpan<byte> record, EvaluationContext context)
    {
        context.Begin(FieldSource.Empty);
        for (int slot = 0; slot < context.FieldCount; slot++)
        {
            context.Set(slot, _records.FieldValue(slot, record, context.Faults));
        }

        return true;
    }

    private bool ReadRaw(ReadOnlySpan<byte> record, EvaluationContext context)
    {
        for (int slot = 0; slot < _current.Values.Length; slot++)
        {
            _current.Values[slot] = _records.RawValue(slot, record, context.Faults);
        }

        return Map(context);
    }

    private bool Map(EvaluationContext context)
    {
        _current.Offer();
        return _mapped.Read(context);
    }

    private void BeginText(string text)
    {
        if (text.Length > RecordCutter.LargestRecord)
        {
            Refuse(ObjectTroubleKind.TooLarge, $"a text is longer than {RecordCutter.LargestRecord / (1024 * 1024)} million characters");
            return;
        }

        RefuseText(_text.Begin(text));
    }

    private void RefuseText(string? fault)
    {
        if (fault is not null)
        {
            Refuse(ObjectTroubleKind.UnreadableText, fault);
        }
    }

    private bool TryReadText(EvaluationContext context)
    {
        _kept = null;
        if (!_text.TryNext(out string? fault))
        {
            return false;
        }

        _form = _text.IsXml ? ObjectForm.Xml : ObjectForm.Json;
        if (fault is null && _form == ObjectForm.Json)
        {
            return TryReadJson(Record, context);
        }

        if (fault is null && _xml.TryRead(Record, _current.Values, context.Faults, out fault))
        {
            return Map(context);
        }

        Refuse(ObjectTroubleKind.UnreadableText, fault!);
        return false;
    }

    private void Refuse(ObjectTroubleKind kind, string message) => _troubles.Add(kind, Location, message);
}
