using System.Text.Json;
using EqlPS.Analysis;
using EqlPS.Evaluation;
using EqlPS.Platform;
using EqlPS.Schema;
using EqlPS.Values;

namespace EqlPS.Events.Json;

/// <summary>
/// One pass over a JSON record that fills the slots of a tree of paths. Nested objects, dotted names and arrays all lead to the same
/// path; everything
/// that leads nowhere is skipped without being decoded. On the way it gathers the marks that tell the record's kind.
/// </summary>
/// <param name="root">The wanted paths.</param>
/// <param name="types">The type of each slot; null if every scalar is wanted as text, the way it is written.</param>
/// <param name="slotCount">The number of slots.</param>
/// <param name="tokenCount">The number of places whose raw token is wanted.</param>
internal sealed class JsonProjection(JsonPathNode root, FieldType[]? types, int slotCount, int tokenCount = 0)
{
    // Deeper objects are refused: real events nest a few levels.
    public const int DeepestEvent = 128;

    // No wanted name is longer, so a longer one leads nowhere.
    private const int LongestEscapedName = 1024;

    private readonly SlotValues _values = new(slotCount);
    private readonly (int Start, int Length, bool IsEscaped)[] _tokens = new (int, int, bool)[tokenCount];
    private JsonMarks _marks;

    /// <summary>What the last record's fields tell about its kind.</summary>
    public JsonMarks Marks => _marks;

    /// <summary>Fills the slots from a record.</summary>
    /// <param name="record">One JSON value.</param>
    /// <param name="slots">Receive the values.</param>
    /// <param name="faults">Counts values that do not fit.</param>
    /// <param name="fault">Why the record is not an event, or null.</param>
    /// <returns>False if the record is no JSON object; the slots are then undefined.</returns>
    public bool TryRead(ReadOnlySpan<byte> record, EqlValue[] slots, FaultCounter faults, out string? fault)
    {
        _values.Begin(slots, faults);
        _marks = JsonMarks.None;
        Array.Clear(_tokens, 0, _tokens.Length);
        if (!Utf8Text.IsValid(record))
        {
            fault = "the record is not valid UTF-8";
            return false;
        }

        var reader = new Utf8JsonReader(record, new JsonReaderOptions { MaxDepth = DeepestEvent });
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                fault = "the record is not a JSON object";
                return false;
            }

            ReadObject(ref reader);
            if (reader.Read())
            {
                fault = "there is more behind the JSON object";
                return false;
            }
        }
        catch (JsonException error)
        {
            // A level that was just opened is not yet in the count.
            int depth = reader.CurrentDepth + (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray ? 1 : 0);
            fault = depth >= DeepestEvent
                ? FormattableString.Invariant($"objects are nested deeper than {DeepestEvent} levels")
                : JsonFault.Describe(error, record);
            return false;
        }

        _values.End();
        fault = null;
        return true;
    }

    /// <summary>
    /// The raw content of a text that was wanted as a token: escaped as in the record, without its quotes; empty if it was not there.
    /// </summary>
    public ReadOnlySpan<byte> Token(int tokenSlot, ReadOnlySpan<byte> record, out bool isEscaped)
    {
        (int start, int length, isEscaped) = _tokens[tokenSlot];
        return record.Slice(start, length);
    }

    // Iterative: the nodes of open objects and arrays stand on a stack of their own, bounded by the depth the tokeniser allows.
    private void ReadObject(ref Utf8JsonReader reader)
    {
        var open = new NodeStack(root);
        JsonPathNode? target = null;
        while (open.Count > 0 && reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    target = FindChild(open.Top, ref reader);
                    if (target is null)
                    {
                        reader.Skip();
                    }

                    break;
                case JsonTokenType.StartObject:
                    _marks |= target!.ObjectMarks;
                    open.Push(target);
                    break;
                case JsonTokenType.StartArray:
                    open.Push(target!);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    open.Pop();
                    target = open.Count > 0 ? open.Top : null;
                    break;
                default:
                    ReadScalar(target!, ref reader);
                    break;
            }
        }
    }

    private JsonPathNode? FindChild(JsonPathNode parent, ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            return parent.Find(reader.ValueSpan, ref _marks);
        }

        return reader.ValueSpan.Length > LongestEscapedName ? null : parent.Find(JsonText.UnescapeUtf8(reader.ValueSpan), ref _marks);
    }

    private void ReadScalar(JsonPathNode node, ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            _marks |= node.TextMarks;
            if (node.TokenSlot >= 0 && _tokens[node.TokenSlot].Start == 0)
            {
                _tokens[node.TokenSlot] = ((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length, reader.ValueIsEscaped);
            }
        }
        else if (reader.TokenType != JsonTokenType.Null)
        {
            _marks |= node.NumberMarks;
        }

        foreach (int slot in node.Slots)
        {
            if (types is null)
            {
                AddText(slot, ref reader);
            }
            else
            {
                Add(slot, types[slot], ref reader);
            }
        }
    }

    private string Text(ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped ? _values.EscapedText(reader.ValueSpan) : _values.Text(reader.ValueSpan);

    private void AddText(int slot, ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                _values.Add(slot, EqlValue.From(Text(ref reader)));
                break;
            case JsonTokenType.Null:
                break;
            default:
                _values.Add(slot, EqlValue.From(_values.Text(reader.ValueSpan)));
                break;
        }
    }

    private void Add(int slot, FieldType type, ref Utf8JsonReader reader)
    {
        EqlValue value = reader.TokenType switch
        {
            JsonTokenType.String => EqlValue.From(Text(ref reader)),
            JsonTokenType.Number => JsonNumber.Read(ref reader),
            JsonTokenType.True => EqlValue.True,
            JsonTokenType.False => EqlValue.False,
            _ => type.NullValue,
        };
        if (type.Type != EqlType.Any && !value.IsNull)
        {
            value = FieldConversion.Convert(value, type, _values.Faults);
        }

        if (!value.IsNull)
        {
            _values.Add(slot, value);
        }
    }
}
