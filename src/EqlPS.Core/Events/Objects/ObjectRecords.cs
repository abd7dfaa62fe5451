using EqlPS.Evaluation;
using EqlPS.Events.Flat;
using EqlPS.Events.Json;
using EqlPS.Events.Records;
using EqlPS.Schema;
using EqlPS.Values;

namespace EqlPS.Events.Objects;

/// <summary>
/// Reads objects without making JSON of them, whatever each of them is. An object is read as the one before it was; when its properties
/// show that it is something else, it is read once more as that.
/// </summary>
internal sealed class ObjectRecords
{
    // Each step leads nearer: what is around a record, then what it is.
    private const int MostAttempts = 4;

    private readonly IObjectAccess _access;
    private readonly RecordReaders _readers;
    private readonly JsonFieldReader? _fields;
    private RecordShape _shape = RecordShape.Plain;
    private JsonFieldReader? _document;
    private RawJsonShape? _raw;

    /// <summary>Prepares reading.</summary>
    /// <param name="fields">The fields wanted of documents.</param>
    /// <param name="schema">Their types.</param>
    /// <param name="rawFields">The source paths wanted of raw records.</param>
    /// <param name="isAsItStands">Whether all objects are documents.</param>
    /// <param name="access">Looks into the objects.</param>
    public ObjectRecords(FieldTable fields, FieldSchema schema, FieldTable rawFields, bool isAsItStands, IObjectAccess access)
    {
        _access = access;
        _readers = new RecordReaders(fields, schema, new Lazy<FieldTable>(() => rawFields), prefix => new TimeOffsets(null, prefix));
        _fields = isAsItStands ? new JsonFieldReader(fields, schema) : null;
    }

    /// <summary>What the last object was.</summary>
    public RecordKind Kind => _document is null ? RecordKind.Raw : RecordKind.Document;

    /// <summary>
    /// The path of the object that holds the event within the last object, with a dot at the end; empty if nothing is around
    /// it.
    /// </summary>
    public string Prefix => _fields is null ? _shape.Prefix : string.Empty;

    /// <summary>What makes a whole record of the JSON of the last object, if it was raw.</summary>
    public JsonRecordForm Form => _readers.Form(_shape).Detached();

    /// <summary>Tells which values the last object has from which others of its kind have; never 0.</summary>
    public ulong Presence => _document?.Presence ?? _raw!.Presence;

    /// <summary>Finds out what an object is, and where its values stand.</summary>
    /// <exception cref="ObjectAccessException">A part of it cannot be read.</exception>
    public ObjectScan Read(object item)
    {
        if (_fields is not null)
        {
            _document = _fields;
            return _fields.Scan(item, _access);
        }

        for (int attempt = 0; attempt < MostAttempts; attempt++)
        {
            ObjectScan scan = Pass(item, out JsonMarks marks);
            if (scan != ObjectScan.Found)
            {
                return scan;
            }

            RecordShape decided = RecordShape.Decide(marks, _shape.Prefix);
            if (decided == _shape)
            {
                // Items of data are told apart by what stands beside them.
                return (marks & JsonMarks.DataItems) == 0 || Kind == RecordKind.Document ? ObjectScan.Found : ObjectScan.Unclear;
            }

            if (decided.Format is RecordFormat.RawText or RecordFormat.OriginalText)
            {
                break;
            }

            _shape = decided;
        }

        return ObjectScan.Unclear;
    }

    /// <summary>The value of a wanted field of the last object, which is a document.</summary>
    public EqlValue FieldValue(int slot, FaultCounter faults) => _document!.Value(slot, default, faults);

    /// <summary>False if a wanted field has no value in the last object, which is a document.</summary>
    public bool MayHaveField(int slot) => _document!.MayHave(slot);

    /// <summary>The value of a wanted source path of the last object, which is raw.</summary>
    public EqlValue RawValue(int slot, FaultCounter faults) => _raw!.Value(slot, default, faults);

    /// <summary>False if a wanted source path has no value in the last object, which is raw.</summary>
    public bool MayHaveRaw(int slot) => _raw!.MayHave(slot, default);

    private ObjectScan Pass(object item, out JsonMarks marks)
    {
        ObjectScan scan;
        if (_shape.Format == RecordFormat.Document)
        {
            _document = _readers.Document(_shape);
            scan = _document.Scan(item, _access);
            marks = _document.Marks;
            return scan;
        }

        _document = null;
        _raw = _readers.Raw(_shape);
        scan = _raw.Scan(item, _access);
        marks = _raw.Marks;
        return scan;
    }
}
