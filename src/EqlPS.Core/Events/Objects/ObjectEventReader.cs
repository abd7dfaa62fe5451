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
/// Reads the events that objects of a pipeline hold. Each object is offered, then read until it holds no more. What cannot be read is counted
/// and nothing is thrown, but by the host itself.
/// </summary>
internal sealed class ObjectEventReader : EventReader
{
    // Lists in lists; more is no way to hand over events.
    private const int DeepestList = 16;
    private const int ShownText = 40;

    private readonly IObjectAccess _access;
    private readonly string _name;
    private readonly bool _isAsItStands;
    private readonly FieldSchema _schema;
    private readonly ObjectTroubles _troubles;
    private readonly ObjectJson _json;
    private readonly JsonRecords _records;
    private readonly JsonFieldReader _documents;
    private readonly EventXmlParser _xml;
    private readonly LogRecordReader _logRecords;
    private readonly ByteBuffer _text = new();
    private readonly Stack<IEnumerator> _lists = new();
    private readonly OfferedRecord _current;
    private readonly EventReader _mapped;
    private ObjectForm _form;
    private object? _offered;
    private bool _isOffered;
    private object? _item;
    private SourceEvent? _kept;
    private IRecordBoundary? _boundary;
    private bool _isXml;
    private int _recordStart;
    private int _recordLength;
    private int _consumed;
    private long _number;

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
        _json = new ObjectJson(access);
        _records = new JsonRecords(fields, schema, new Lazy<FieldTable>(() => rawFields), prefix => new TimeOffsets(null, prefix));
        _documents = new JsonFieldReader(fields, schema);
        _xml = new EventXmlParser(rawFields.Paths);
        _logRecords = new LogRecordReader(access, mappings, rawFields.Paths);
        _current = new OfferedRecord(rawFields.Count, KeepRaw, () => Location, Losses);
        _mapped = map(_current);
    }

    /// <summary>Where the current event stands: its record is the number of its object, from 1.</summary>
    public override EventLocation Location => _kept?.Location ?? new EventLocation(_name, _number, _recordStart);

    /// <summary>What was wrong with objects so far, by kind.</summary>
    public IReadOnlyList<ObjectTrouble> Troubles => _troubles.All;

    private ReadOnlySpan<byte> Record => _form == ObjectForm.Fields ? _json.Content : _text.Content.Slice(_recordStart, _recordLength);

    /// <summary>Takes the next object. What was left of the one before is dropped.</summary>
    public void Offer(object? item)
    {
        CloseLists();
        _boundary = null;
        _offered = item;
        _isOffered = true;
    }

    /// <summary>Reads the next event of the offered object; false where the next object is due.</summary>
    public override bool Read(EvaluationContext context)
    {
        while (true)
        {
            if (_boundary is not null)
            {
                if (TryReadText(context))
                {
                    return true;
                }

                continue;
            }

            if (!TryNext(out object? item))
            {
                _item = null;
                return false;
            }

            if (TryReadItem(item, context))
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
            CloseLists();
            _mapped.Dispose();
            _json.Dispose();
        }
    }

    private RawRecord KeepRaw()
    {
        if (_form == ObjectForm.LogRecord)
        {
            _json.Write(_item!);
            return new RawRecord(Location, _logRecords.ReadAll(_item!), RecordHash.Of(_json.Content));
        }

        return new RawRecord(
            Location, _form == ObjectForm.Xml ? _xml.ReadAll(Record) : _records.FieldsOf(Record), RecordHash.Of(Record));
    }

    private bool TryNext(out object? item)
    {
        item = _offered;
        _offered = null;
        if (_isOffered)
        {
            _isOffered = false;
            _number++;
            _recordStart = 0;
            return true;
        }

        while (_lists.Count > 0)
        {
            try
            {
                if (_lists.Peek().MoveNext())
                {
                    item = _lists.Peek().Current;
                    return true;
                }
            }
            catch (InvalidOperationException error)
            {
                Refuse(ObjectTroubleKind.UnreadableObject, $"a list cannot be read to its end: {error.Message}");
            }

            (_lists.Pop() as IDisposable)?.Dispose();
        }

        return false;
    }

    private bool TryReadItem(object? wrapped, EvaluationContext context)
    {
        _kept = null;
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
                    _text.Set(bytes);
                    BeginText();
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
            if (_lists.Count < DeepestList)
            {
                _lists.Push(list.GetEnumerator());
                return false;
            }

            Refuse(ObjectTroubleKind.NestedTooDeep, "lists are nested too deeply, or contain themselves");
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
        if (_logRecords.IsRecord(item))
        {
            return TryReadLogRecord(item, context);
        }

        switch (_json.Write(item))
        {
            case null:
                _form = ObjectForm.Fields;
                return TryReadJson(context);
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

    private bool TryReadJson(EvaluationContext context)
    {
        string? fault;
        if (_isAsItStands)
        {
            if (_documents.TryRead(Record, context, out fault))
            {
                return true;
            }
        }
        else if ((fault = _records.Read(Record, context)) is null)
        {
            if (_records.Kind == RecordKind.Document)
            {
                return true;
            }

            _records.Fill(Record, _current.Values, _current.Choice, context.Faults);
            return Map(context);
        }

        Refuse(_form == ObjectForm.Fields ? ObjectTroubleKind.UnreadableObject : ObjectTroubleKind.UnreadableText, fault!);
        return false;
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

        _text.Set(text);
        BeginText();
    }

    private void BeginText()
    {
        ReadOnlySpan<byte> text = _text.Content;
        _consumed = text.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? 3 : 0;
        text = text.Slice(_consumed);
        ReadOnlySpan<byte> first = text.Slice(JsonBlanks.CountLeading(text));
        _isXml = first.StartsWith("<"u8) && first.IndexOf("<Event"u8) >= 0;
        if (_isXml)
        {
            _boundary = EventXmlBoundary.Choose(text, isWhole: true);
        }
        else if (first.StartsWith("{"u8) || first.StartsWith("["u8))
        {
            _boundary = RecordBoundary.Recognise(text, isWhole: true);
        }
        else
        {
            string shown = Platform.Utf8Text.Decode(first.Slice(0, Math.Min(first.Length, ShownText)));
            Refuse(
                ObjectTroubleKind.UnreadableText,
                first.IsEmpty ? "an empty text holds no event"
                : $"a text is neither event XML nor JSON; it begins with \"{shown}\" (files are read by their path, not as text)");
        }
    }

    private bool TryReadText(EvaluationContext context)
    {
        _kept = null;
        if (!_boundary!.TryFind(_text.Content.Slice(_consumed), isAtEnd: true, out RecordCut cut))
        {
            _boundary = null;
            return false;
        }

        _recordStart = _consumed + cut.Start;
        _recordLength = cut.Length;
        _consumed += cut.Consumed;
        if (cut.Fault is not null)
        {
            Refuse(ObjectTroubleKind.UnreadableText, cut.Fault);
            return false;
        }

        if (cut.Length == 0)
        {
            return false;
        }

        if (!_isXml)
        {
            _form = ObjectForm.Json;
            return TryReadJson(context);
        }

        _form = ObjectForm.Xml;
        if (_xml.TryRead(Record, _current.Values, context.Faults, out string? fault))
        {
            return Map(context);
        }

        Refuse(ObjectTroubleKind.UnreadableText, fault!);
        return false;
    }

    private void Refuse(ObjectTroubleKind kind, string message) => _troubles.Add(kind, Location, message);

    private void CloseLists()
    {
        while (_lists.Count > 0)
        {
            (_lists.Pop() as IDisposable)?.Dispose();
        }
    }
}
