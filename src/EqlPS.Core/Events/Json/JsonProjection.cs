using EqlPS.Evaluation;
using EqlPS.Schema;
using EqlPS.Values;

namespace EqlPS.Events.Json;

/// <summary>
/// One pass over a JSON record that finds the values of a tree of paths. Nested objects, dotted names and arrays all lead to the same
/// path; what leads nowhere is checked and skipped. Values are decoded when they are asked for. On the way it gathers the marks that tell
/// the record's kind.
/// </summary>
internal sealed class JsonProjection
{
    // Deeper objects are refused: real events nest a few levels.
    public const int DeepestEvent = 128;

    private readonly JsonPathNode _root;
    private readonly JsonIndex? _index;
    private readonly JsonTokens _tokens;
    private readonly JsonValues _values;

    /// <param name="root">The wanted paths; none may be added later.</param>
    /// <param name="types">The type of each slot; null if every scalar is wanted as text, the way it is written.</param>
    /// <param name="slotCount">The number of slots.</param>
    /// <param name="isPlain">Whether every record is read with the runtime's JSON reader.</param>
    public JsonProjection(JsonPathNode root, FieldType[]? types, int slotCount, bool isPlain = false)
    {
        _root = root;
        _index = isPlain ? null : new JsonIndex();
        _tokens = new JsonTokens(slotCount);
        _values = new JsonValues(types, slotCount);
    }

    /// <summary>What the last record's fields tell about its kind.</summary>
    public JsonMarks Marks => _tokens.Marks;

    /// <summary>Finds the values of a record.</summary>
    /// <param name="record">One JSON value.</param>
    /// <param name="fault">Why the record is not an event, or null.</param>
    /// <returns>False if the record is no JSON object; nothing may be asked for then.</returns>
    public bool TryScan(ReadOnlySpan<byte> record, out string? fault)
    {
        fault = null;
        _tokens.Clear();
        if (_index is not null && _index.TryBuild(record) && JsonWalk.TryRead(record, _index, _root, _tokens))
        {
            return true;
        }

        _tokens.Clear();
        return JsonReaderWalk.TryRead(record, _root, _tokens, out fault);
    }

    /// <summary>Whether a slot of the record that was scanned last has a value, if only a null.</summary>
    public bool Has(int slot) => _tokens.Has(slot);

    /// <summary>The value of a slot of the record that was scanned last: null if it is not there, a list if it is there several times.</summary>
    public EqlValue Read(int slot, ReadOnlySpan<byte> record, FaultCounter faults) => _values.Read(_tokens, slot, record, faults);

    /// <summary>Whether a slot of the record that was scanned last holds one text that is written without escapes.</summary>
    public bool IsPlainText(int slot, ReadOnlySpan<byte> record) =>
        _tokens.Has(slot) && _tokens.First(slot) is { Next: 0, Kind: JsonTokenKind.Text } token
        && token.In(record).IndexOf((byte)'\\') < 0;

    /// <summary>The text of some content of a JSON string; equal ones share a string.</summary>
    public string TextOf(ReadOnlySpan<byte> json) => _values.TextOf(json);

    /// <summary>
    /// The first text of a slot of the record that was scanned last, as it is written: without its quotes, with its escapes; empty if there
    /// is none.
    /// </summary>
    public ReadOnlySpan<byte> TextOf(int slot, ReadOnlySpan<byte> record)
    {
        if (!_tokens.Has(slot))
        {
            return default;
        }

        JsonToken token = _tokens.First(slot);
        while (token.Kind != JsonTokenKind.Text && token.Next != 0)
        {
            token = _tokens.After(token);
        }

        return token.Kind == JsonTokenKind.Text ? token.In(record) : default;
    }
}
