using EqlPS.Evaluation;
using EqlPS.Events.Objects;
using EqlPS.Platform;
using EqlPS.Schema;
using EqlPS.Values;

namespace EqlPS.Events.Json;

/// <summary>Reads the wanted fields of one JSON event as they stand.</summary>
[HotPath]
internal sealed class JsonFieldReader
{
    private readonly JsonPathNode _root;
    private readonly FieldType[] _types;
    private PathValues? _values;

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
        _root = root;
        _types = new FieldType[fields.Count];
        for (int slot = 0; slot < fields.Count; slot++)
        {
            string path = fields.Paths[slot];
            _types[slot] = schema.TypeOf(path);
            root.Add(prefix + schema.Resolve(path), slot);
        }
    }

    /// <summary>What the last record's fields tell about its kind.</summary>
    public JsonMarks Marks => _values!.Marks;

    /// <summary>Tells which fields the last record has from which others have; never 0.</summary>
    public ulong Presence => _values!.Presence;

    /// <summary>Reads all fields of a record into the context.</summary>
    /// <param name="record">One JSON value.</param>
    /// <param name="context">Receives the values.</param>
    /// <param name="fault">Why the record is not an event, or null.</param>
    /// <returns>False if the record is no JSON object; the slots are then undefined.</returns>
    public bool TryRead(ReadOnlySpan<byte> record, EvaluationContext context, out string? fault)
    {
        if (!TryScan(record, out fault))
        {
            return false;
        }

        context.Begin(FieldSource.Empty);
        for (int slot = 0; slot < context.FieldCount; slot++)
        {
            context.Set(slot, Value(slot, record, context.Faults));
        }

        return true;
    }

    /// <summary>Finds the fields of a record, without reading them.</summary>
    /// <inheritdoc cref="TryRead"/>
    public bool TryScan(ReadOnlySpan<byte> record, out string? fault)
    {
        JsonProjection values = _values as JsonProjection ?? new JsonProjection(_root, _types, _types.Length);
        _values = values;
        return values.TryScan(record, out fault);
    }

    /// <summary>Finds the fields of an object, without reading them.</summary>
    /// <param name="item">An object with fields.</param>
    /// <param name="access">Looks into it; always the same.</param>
    public ObjectScan Scan(object item, IObjectAccess access)
    {
        ObjectProjection values = _values as ObjectProjection ?? new ObjectProjection(access, _root, _types, _types.Length);
        _values = values;
        return values.Scan(item);
    }

    /// <summary>The value of a field of what was scanned last.</summary>
    /// <param name="slot">The field.</param>
    /// <param name="record">The record, where it was one.</param>
    /// <param name="faults">Counts values that do not fit.</param>
    public EqlValue Value(int slot, ReadOnlySpan<byte> record, FaultCounter faults) => _values!.Read(slot, record, faults);

    /// <summary>False if a field has no value in what was scanned last; true if it has one, or only reading it can tell.</summary>
    public bool MayHave(int slot) => _values!.Has(slot);
}
