using EqlPS.Evaluation;
using EqlPS.Events.Flat;
using EqlPS.Events.Json;
using EqlPS.Platform;
using EqlPS.Schema;

namespace EqlPS.Events.Records;

/// <summary>The readers of each shape of record that was met, made when the first of it comes.</summary>
/// <param name="fields">The fields wanted of documents.</param>
/// <param name="schema">Their types.</param>
/// <param name="rawFields">The source paths wanted of raw records.</param>
/// <param name="offsets">Gives the time offsets for flattened records below a prefix.</param>
[HotPath]
internal sealed class RecordReaders(
    FieldTable fields, FieldSchema schema, Lazy<FieldTable> rawFields, Func<string, TimeOffsets> offsets)
{
    private readonly Dictionary<RecordShape, JsonFieldReader> _documents = [];
    private readonly Dictionary<RecordShape, RawJsonShape> _shapes = [];
    private readonly Dictionary<RecordShape, JsonRecordForm> _forms = [];

    /// <summary>Goes on with the records of another source. What reading was prepared for stays.</summary>
    /// <param name="found">Gives the time offsets of that source.</param>
    public void Begin(Func<string, TimeOffsets> found)
    {
        offsets = found;
        _forms.Clear();
        foreach (KeyValuePair<RecordShape, RawJsonShape> shape in _shapes)
        {
            if (shape.Value is FlatShape flat)
            {
                flat.Use(offsets(shape.Key.Prefix));
            }
        }
    }

    /// <summary>Reads the fields of a shape of documents.</summary>
    public JsonFieldReader Document(RecordShape shape)
    {
        if (!_documents.TryGetValue(shape, out JsonFieldReader? reader))
        {
            reader = new JsonFieldReader(fields, schema, RecordShape.MarkedTree(shape.Prefix), shape.Prefix);
            _documents.Add(shape, reader);
        }

        return reader;
    }

    /// <summary>Reads the source paths of a shape of raw records.</summary>
    public RawJsonShape Raw(RecordShape shape)
    {
        if (!_shapes.TryGetValue(shape, out RawJsonShape? reader))
        {
            reader = Form(shape).Create(rawFields.Value.Paths);
            _shapes.Add(shape, reader);
        }

        return reader;
    }

    /// <summary>Makes whole records of a shape of raw records.</summary>
    public JsonRecordForm Form(RecordShape shape)
    {
        if (!_forms.TryGetValue(shape, out JsonRecordForm? form))
        {
            form = new JsonRecordForm(shape, shape.Format == RecordFormat.Flat ? offsets(shape.Prefix) : null);
            _forms.Add(shape, form);
        }

        return form;
    }
}
