using EqlPS.Evaluation;
using EqlPS.Events.Flat;
using EqlPS.Events.Json;
using EqlPS.Events.Raw;
using EqlPS.Events.Winlogbeat;
using EqlPS.Events.Xml;
using EqlPS.Platform;
using EqlPS.Schema;
using EqlPS.Values;

namespace EqlPS.Events.Records;

/// <summary>
/// Reads single JSON records, whatever each of them is. A record is read as the one before it was; when its fields show that it is
/// something else, it is read once more as that. So a source of one kind costs one pass over each record.
/// </summary>
[HotPath]
internal sealed class JsonRecords
{
    // Each step leads nearer: what is around a record, then what it is.
    private const int MostAttempts = 4;

    // Text within text is not unpacked further than this.
    private const int DeepestText = 2;

    private readonly FieldTable _fields;
    private readonly FieldSchema _schema;
    private readonly Lazy<FieldTable> _rawFields;
    private readonly RecordReaders _readers;
    private readonly Dictionary<RecordShape, EmbeddedText> _texts = [];
    private readonly int _depth;
    private EventXmlParser? _xml;
    private EqlValue[] _xmlValues = [];
    private RawRecordWriter? _whole;
    private JsonRecords? _embedded;
    private RecordShape _shape = RecordShape.Plain;
    private EmbeddedText? _text;
    private JsonFieldReader? _document;
    private RawJsonShape? _raw;

    /// <summary>Prepares reading.</summary>
    /// <param name="fields">The fields wanted of documents.</param>
    /// <param name="schema">Their types.</param>
    /// <param name="rawFields">The source paths wanted of raw records; asked for when the first is met.</param>
    /// <param name="offsets">Gives the time offsets for flattened records below a prefix.</param>
    /// <param name="depth">How much text is around these records.</param>
    public JsonRecords(FieldTable fields, FieldSchema schema, Lazy<FieldTable> rawFields, Func<string, TimeOffsets> offsets, int depth = 0)
    {
        _fields = fields;
        _schema = schema;
        _rawFields = rawFields;
        _readers = new RecordReaders(fields, schema, rawFields, offsets);
        _depth = depth;
    }

    /// <summary>What the last record was.</summary>
    public RecordKind Kind { get; private set; }

    /// <summary>The shape that the last record was read as.</summary>
    public RecordShape Shape => _shape;

    /// <summary>Whether the last record is text within another.</summary>
    private bool IsEmbedded => _text is not null;

    /// <summary>Goes on with the records of another source. What reading was prepared for stays.</summary>
    /// <param name="offsets">Gives the time offsets of that source.</param>
    public void Begin(Func<string, TimeOffsets> offsets) => _readers.Begin(offsets);

    /// <summary>Finds out what a record is, and where its values stand.</summary>
    /// <returns>Why it cannot be read; null if it can.</returns>
    public string? Read(ReadOnlySpan<byte> record, FaultCounter faults)
    {
        for (int attempt = 0; attempt < MostAttempts; attempt++)
        {
            if (!TryPass(record, out JsonMarks marks, out string? fault))
            {
                return fault;
            }

            RecordShape decided = RecordShape.Decide(marks, _shape.Prefix);
            if (decided == _shape)
            {
                return _text is null ? null : ReadText(record, faults);
            }

            _shape = decided;
        }

        return "the record can be read in several ways, none of which fits";
    }

    /// <summary>The value of a wanted field of the last record, which is a document.</summary>
    /// <param name="slot">The field.</param>
    /// <param name="record">That record.</param>
    /// <param name="faults">Counts values that do not fit.</param>
    public EqlValue FieldValue(int slot, ReadOnlySpan<byte> record, FaultCounter faults) => IsEmbedded
        ? _embedded!.FieldValue(slot, _text!.Content, faults)
        : _document!.Value(slot, record, faults);

    /// <summary>False if a wanted field has no value in the last record, which is a document.</summary>
    public bool MayHaveField(int slot) => IsEmbedded ? _embedded!.MayHaveField(slot) : _document!.MayHave(slot);

    /// <summary>The value of a wanted source path of the last record, which is raw.</summary>
    /// <param name="slot">The source path.</param>
    /// <param name="record">That record.</param>
    /// <param name="faults">Counts values that do not fit.</param>
    public EqlValue RawValue(int slot, ReadOnlySpan<byte> record, FaultCounter faults) =>
        _text is null ? _raw!.Value(slot, record, faults)
        : _text.IsXml ? _xmlValues[slot]
        : _embedded!.RawValue(slot, _text.Content, faults);

    /// <inheritdoc cref="RawJsonShape.TryReadTime(int, ReadOnlySpan{byte}, out Timestamp)"/>
    public bool TryReadRawTime(int slot, ReadOnlySpan<byte> record, out Timestamp time)
    {
        time = default;
        return _text is null && _raw!.TryReadTime(slot, record, out time);
    }

    /// <summary>False if a wanted source path has no value in the last record, which is raw.</summary>
    public bool MayHaveRaw(int slot, ReadOnlySpan<byte> record) =>
        _text is null ? _raw!.MayHave(slot, record)
        : _text.IsXml ? !_xmlValues[slot].IsNull
        : _embedded!.MayHaveRaw(slot, _text.Content);

    /// <summary>Tells which values the last record has from which others of its kind have; 0 if only a look at each value can.</summary>
    public ulong Presence => _text is not null ? 0 : Kind == RecordKind.Document ? _document!.Presence : _raw!.Presence;

    /// <summary>What makes whole records of the bytes of the last one, if it was raw; null if they do not tell all.</summary>
    public IRawRecordForm? FormFor(ReadOnlySpan<byte> record)
    {
        if (_text is not null || (_raw is FlatShape flat && !flat.TryMeasure(record)))
        {
            return null;
        }

        return _readers.Form(_shape).Detached();
    }

    /// <summary>The last record's document as it stands.</summary>
    public ReadOnlySpan<byte> DocumentOf(ReadOnlySpan<byte> record)
    {
        if (IsEmbedded)
        {
            return _embedded!.DocumentOf(_text!.Content);
        }

        return _shape.Prefix.Length == 0 ? record : JsonMember.Find(record, _shape.Prefix.TrimEnd('.'));
    }

    /// <summary>The last record's values, if it was raw.</summary>
    public IReadOnlyList<RawField> FieldsOf(ReadOnlySpan<byte> record)
    {
        if (_text is null)
        {
            _whole ??= new RawRecordWriter();
            return _whole.Read(record, _readers.Form(_shape));
        }

        return _text.IsXml ? _xml!.ReadAll(_text.Content) : _embedded!.FieldsOf(_text.Content);
    }

    private bool TryPass(ReadOnlySpan<byte> record, out JsonMarks marks, out string? fault)
    {
        _text = null;
        bool isRead;
        switch (_shape.Format)
        {
            case RecordFormat.Document:
                _document = _readers.Document(_shape);
                isRead = _document.TryScan(record, out fault);
                marks = _document.Marks;
                Kind = RecordKind.Document;
                return isRead;
            case RecordFormat.RawText or RecordFormat.OriginalText:
                _text = Text(_shape);
                isRead = _text.TryRead(record, out fault);
                marks = _text.Marks;
                return isRead;
            default:
                _raw = _readers.Raw(_shape);
                isRead = _raw.TryScan(record, out fault);
                marks = _raw.Marks;
                Kind = RecordKind.Raw;
                return isRead;
        }
    }

    private string? ReadText(ReadOnlySpan<byte> record, FaultCounter faults)
    {
        if (_text!.IsXml)
        {
            Kind = RecordKind.Raw;
            if (_xml is null)
            {
                _xml = new EventXmlParser(_rawFields.Value.Paths);
                _xmlValues = new EqlValue[_rawFields.Value.Count];
            }

            return _xml.TryRead(_text.Content, _xmlValues, faults, out string? fault) ? null : fault;
        }

        if (_text.IsJson && _depth < DeepestText)
        {
            _embedded ??= new JsonRecords(_fields, _schema, _rawFields, _ => new TimeOffsets(null, string.Empty), _depth + 1);
            string? fault = _embedded.Read(_text.Content, faults);
            Kind = _embedded.Kind;
            return fault;
        }

        if (_shape.Format == RecordFormat.RawText)
        {
            return "the text in _raw is neither event XML nor JSON";
        }

        // An original that is no event's XML says nothing; the document around it does.
        _text = null;
        Kind = RecordKind.Document;
        _document = _readers.Document(new RecordShape(RecordFormat.Document, _shape.Prefix));
        return _document.TryScan(record, out string? problem) ? null : problem;
    }

    private EmbeddedText Text(RecordShape shape)
    {
        if (!_texts.TryGetValue(shape, out EmbeddedText? text))
        {
            text = new EmbeddedText(shape);
            _texts.Add(shape, text);
        }

        return text;
    }
}
