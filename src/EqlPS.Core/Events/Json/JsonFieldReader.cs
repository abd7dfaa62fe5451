using EqlPS.Evaluation;
using EqlPS.Schema;

namespace EqlPS.Events.Json;

/// <summary>Reads the wanted fields of one JSON event as they stand.</summary>
internal sealed class JsonFieldReader
{
    private readonly JsonProjection _projection;

    public JsonFieldReader(FieldTable fields, FieldSchema schema)
        : this(fields, schema, new JsonPathNode(), string.Empty)
    {
    }

    /// <summary>Reads fields of the object that stands at a prefix within each record.</summary>
    /// <param name="fields">The wanted fields.</param>
    /// <param name="schema">Their types.</param>
    /// <param name="root">May hold marks already; receives the fields' paths.</param>
    /// <param name="prefix">Ends with a dot, or is empty.</param>
    public JsonFieldReader(FieldTable fields, FieldSchema schema, JsonPathNode root, string prefix)
    {
        var types = new FieldType[fields.Count];
        for (int slot = 0; slot < fields.Count; slot++)
        {
            string path = fields.Paths[slot];
            types[slot] = schema.TypeOf(path);
            root.Add(prefix + schema.Resolve(path), slot);
        }

        _projection = new JsonProjection(root, types, fields.Count);
    }

    /// <summary>What the last record's fields tell about its kind.</summary>
    public JsonMarks Marks => _projection.Marks;

    /// <summary>Fills the slots of the context from a record.</summary>
    /// <param name="record">One JSON value.</param>
    /// <param name="context">Receives the values.</param>
    /// <param name="fault">Why the record is not an event, or null.</param>
    /// <returns>False if the record is no JSON object; the slots are then undefined.</returns>
    public bool TryRead(ReadOnlySpan<byte> record, EvaluationContext context, out string? fault) =>
        _projection.TryRead(record, context.Fields, context.Faults, out fault);

    /// <summary>Finds the fields of a record, without reading them.</summary>
    /// <inheritdoc cref="TryRead"/>
    public bool TryScan(ReadOnlySpan<byte> record, out string? fault) => _projection.TryScan(record, out fault);

    /// <summary>Fills the slots of the context from the record that was scanned last.</summary>
    public void Fill(ReadOnlySpan<byte> record, EvaluationContext context) => _projection.Fill(record, context.Fields, context.Faults);
}
