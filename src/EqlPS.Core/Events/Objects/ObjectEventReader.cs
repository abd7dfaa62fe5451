using System.Collections;
using System.Xml;
using EqlPS.Evaluation;
using EqlPS.Events.Cutting;
using EqlPS.Events.Json;
using EqlPS.Events.Raw;
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
    private readonly FieldSchema _schema;
    private readonly ObjectTroubles _troubles;
    private readonly JsonFieldReader _documents;
    private readonly OfferedItems _items = new();
    private readonly OfferedObject _object;
    private readonly OfferedRecord _record;
    private readonly EventReader _mapped;
    private SourceEvent? _kept;

    /// <summary>Prepares reading.</summary>
    /// <param name="fields">The wanted fields.</param>
    /// <param name="schema">Their types in documents.</param>
    /// <param name="rawFields">The source paths that the mapping wants.</param>
    /// <param name="mappings">Know the names of values that come without.</param>
    /// <param name="map">Builds the reader that maps raw records.</param>
    /// <param name="options">How objects are read.</param>
    public ObjectEventReader(
        FieldTable fields,
        FieldSchema schema,
        FieldTable rawFields,
        MappingSet mappings,
        Func<RawRecordReader, EventReader> map,
        ObjectReading options)
    {
        _access = options.Access;
        _name = options.Name;
        _schema = schema;
        _troubles = new ObjectTroubles(Losses);
        _documents = new JsonFieldReader(fields, schema);
        _object = new OfferedObject(fields, schema, rawFields, mappings, options, TellPart);
        _record = new OfferedRecord(_object, () => Location, Losses);
        _mapped = map(_record);
    }

    /// <summary>Where the current event stands: its record is the number of its object, from 1.</summary>
    public override EventLocation Location => _kept?.Location ?? new EventLocation(_name, _items.Number, _object.Text.Offset);

    /// <summary>What was wrong with objects so far, by kind.</summary>
    public IReadOnlyList<ObjectTrouble> Troubles => _troubles.All;

    /// <summary>Takes the next object. What was left of the one before is dropped.</summary>
    public void Offer(object? item)
    {
        _object.Text.Close();
        _items.Offer(item);
    }

    /// <summary>Reads the next event of the offered object; false where the next object is due.</summary>
    public override bool Read(EvaluationContext context)
    {
        while (true)
        {
            if (_object.Text.IsOpen)
            {
                if (TryReadText(context))
                {
                    return true;
                }

                continue;
            }

            if (!_items.TryNext(out object? item, out string? fault))
            {
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

    public override SourceEvent Keep() =>
        _kept ?? (_object.IsDocument
            ? new SourceEvent(Location, JsonCompaction.ToOneLine(_object.Document), _schema)
            : _mapped.Keep());

    public override IEventForm? FormFor(out ReadOnlySpan<byte> record)
    {
        record = default;
        return _kept is null && !_object.IsDocument ? _mapped.FormFor(out record) : null;
    }

    public override void WriteHash(Span<byte> hash)
    {
        if (_kept is null)
        {
            _object.WriteHash(hash);
        }
        else
        {
            base.WriteHash(hash);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _items.Close();
            _mapped.Dispose();
            _object.Dispose();
        }
    }

    // An event is shown with all of its object, wanted or not.
    private void TellPart() => Refuse(
        ObjectTroubleKind.PartLeftOut,
        "an event is shown without a part of its object that contains itself, is too large, or cannot be read");

    private bool TryReadItem(object? wrapped, EvaluationContext context)
    {
        _kept = null;
        _access.Forget();
        try
        {
            object? item = _access.Unwrap(wrapped);
            switch (item)
            {
                case null or DBNull:
                    Refuse(ObjectTroubleKind.NullObject, "there is no object: the pipeline gave a null");
                    return false;
                case string text:
                    BeginText(text);
                    return false;
                case byte[] bytes:
                    RefuseText(_object.Text.Begin(bytes));
                    return false;
                case SourceEvent kept:
                    return TryReadKept(kept, context);
                case XmlNode node:
                    BeginText(node.OuterXml);
                    return false;
                default:
                    return _access.HasFields(item) ? TryReadFields(item, context) : TryReadObject(item, context);
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

        if (ObjectFields.AreIn(item, _access))
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
        if (_object.ReadFields(item, context.Faults, out string? fault) is ObjectTroubleKind trouble)
        {
            Refuse(trouble, fault!);
            return false;
        }

        if (_object.AreNamesMissing)
        {
            Refuse(
                ObjectTroubleKind.NamesMissing,
                "a log record came without the names of its values, so only its id, log, provider, time and computer are known; "
                + "send the event's XML instead: Invoke-Command { Get-WinEvent ... | ForEach-Object ToXml }");
        }

        return Begin(context);
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

    private bool Begin(EvaluationContext context)
    {
        if (_object.IsDocument)
        {
            context.Begin(_object);
            return true;
        }

        _record.Offer();
        return _mapped.Read(context);
    }

    private void BeginText(string text)
    {
        if (text.Length > RecordCutter.LargestRecord)
        {
            Refuse(ObjectTroubleKind.TooLarge, $"a text is longer than {RecordCutter.LargestRecord / (1024 * 1024)} million characters");
            return;
        }

        RefuseText(_object.Text.Begin(text));
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
        if (!_object.Text.TryNext(out string? fault))
        {
            return false;
        }

        fault ??= _object.ReadText(context.Faults);
        if (fault is not null)
        {
            Refuse(ObjectTroubleKind.UnreadableText, fault);
            return false;
        }

        return Begin(context);
    }

    private void Refuse(ObjectTroubleKind kind, string message) => _troubles.Add(kind, Location, message);
}
