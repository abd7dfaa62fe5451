using EqlPS.Evaluation;
using EqlPS.Events.Json;
using EqlPS.Schema;
using EqlPS.Values;

namespace EqlPS.Events.Objects;

/// <summary>The values that an object has at the places of a path tree. Values are made when they are asked for.</summary>
internal sealed class ObjectProjection : PathValues
{
    private readonly ObjectWalk _walk;
    private readonly ObjectValues _values;
    private int _writtenSlot = -1;

    /// <param name="access">Looks into objects.</param>
    /// <param name="root">The wanted paths; none may be added later.</param>
    /// <param name="types">The type of each slot; null if every scalar is wanted as text, the way JSON has it.</param>
    /// <param name="slotCount">The number of slots.</param>
    public ObjectProjection(IObjectAccess access, JsonPathNode root, FieldType[]? types, int slotCount)
        : base(slotCount)
    {
        _walk = new ObjectWalk(access, root, Tokens);
        _values = new ObjectValues(types, slotCount);
    }

    /// <summary>Finds the values of an object with fields or a dictionary.</summary>
    /// <exception cref="ObjectAccessException">A part of it cannot be read.</exception>
    public ObjectScan Scan(object item)
    {
        Tokens.Clear();
        _writtenSlot = -1;
        bool isRead = _walk.TryRead(item);
        return _walk.IsLogRecord ? ObjectScan.LogRecord : isRead ? ObjectScan.Found : ObjectScan.Unclear;
    }

    public override bool TryReadTime(int slot, ReadOnlySpan<byte> record, out Timestamp time)
    {
        time = default;
        return Tokens.Has(slot) && Tokens.First(slot) is { Next: 0, Kind: JsonTokenKind.Text } token
            && ObjectValues.TryReadTime(_walk.Values[token.Start]!, out time);
    }

    public override ReadOnlySpan<byte> Written(int slot, ReadOnlySpan<byte> record)
    {
        if (slot == _writtenSlot)
        {
            return _values.Written;
        }

        if (!TryFindText(slot, out JsonToken token))
        {
            return default;
        }

        _writtenSlot = slot;
        return _values.Write(_walk.Values[token.Start]!);
    }

    public override string TextOf(ReadOnlySpan<byte> json) => _values.TextOf(json);

    protected override EqlValue Read(in JsonToken token, int slot, ReadOnlySpan<byte> record, FaultCounter faults) =>
        _values.Read(_walk.Values[token.Start], token.Kind, slot, faults);
}
