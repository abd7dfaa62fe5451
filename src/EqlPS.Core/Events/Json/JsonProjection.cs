using EqlPS.Evaluation;
using EqlPS.Platform;
using EqlPS.Schema;
using EqlPS.Values;

namespace EqlPS.Events.Json;

/// <summary>
/// One pass over a JSON record that finds the values of a tree of paths. Nested objects, dotted names and arrays all lead to the same
/// path; what leads nowhere is checked and skipped. Values are decoded when they are asked for. On the way it gathers the marks that tell
/// the record's kind.
/// </summary>
[HotPath]
internal sealed class JsonProjection : PathValues
{
    // Deeper objects are refused: real events nest a few levels.
    public const int DeepestEvent = 128;

    private readonly JsonPathNode _root;
    private readonly JsonIndex? _index;
    private readonly JsonValues _values;

    /// <param name="root">The wanted paths; none may be added later.</param>
    /// <param name="types">The type of each slot; null if every scalar is wanted as text, the way it is written.</param>
    /// <param name="slotCount">The number of slots.</param>
    /// <param name="isPlain">Whether every record is read with the runtime's JSON reader.</param>
    public JsonProjection(JsonPathNode root, FieldType[]? types, int slotCount, bool isPlain = false)
        : base(slotCount)
    {
        _root = root;
        _index = isPlain ? null : new JsonIndex();
        _values = new JsonValues(types, slotCount);
    }

    /// <summary>Finds the values of a record.</summary>
    /// <param name="record">One JSON value.</param>
    /// <param name="fault">Why the record is not an event, or null.</param>
    /// <returns>False if the record is no JSON object; nothing may be asked for then.</returns>
    public bool TryScan(ReadOnlySpan<byte> record, out string? fault)
    {
        fault = null;
        Tokens.Clear();
        if (_index is not null && _index.TryBuild(record) && JsonWalk.TryRead(record, _index, _root, Tokens))
        {
            return true;
        }

        Tokens.Clear();
        return JsonReaderWalk.TryRead(record, _root, Tokens, out fault);
    }

    /// <summary>Whether a slot of the record that was scanned last holds one text that is written without escapes.</summary>
    public bool IsPlainText(int slot, ReadOnlySpan<byte> record) =>
        Tokens.Has(slot) && Tokens.First(slot) is { Next: 0, Kind: JsonTokenKind.Text } token
        && token.In(record).IndexOf((byte)'\\') < 0;

    public override bool TryReadTime(int slot, ReadOnlySpan<byte> record, out Timestamp time)
    {
        time = default;
        return IsPlainText(slot, record) && TimestampParser.TryParse(Tokens.First(slot).In(record), out time);
    }

    public override string TextOf(ReadOnlySpan<byte> json) => _values.TextOf(json);

    public override ReadOnlySpan<byte> Written(int slot, ReadOnlySpan<byte> record) =>
        TryFindText(slot, out JsonToken token) ? token.In(record) : default;

    protected override EqlValue Read(in JsonToken token, int slot, ReadOnlySpan<byte> record, FaultCounter faults) =>
        _values.Read(token, slot, record, faults);
}
