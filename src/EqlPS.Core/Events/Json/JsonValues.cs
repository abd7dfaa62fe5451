using EqlPS.Analysis;
using EqlPS.Evaluation;
using EqlPS.Schema;
using EqlPS.Values;

namespace EqlPS.Events.Json;

/// <summary>
/// Makes values of the tokens of a record, when they are asked for. The storage of lists is used again for the next record.
/// </summary>
/// <param name="types">The type of each slot; null if every scalar is wanted as text, the way it is written.</param>
/// <param name="slotCount">The number of slots.</param>
internal sealed class JsonValues(FieldType[]? types, int slotCount)
{
    // Larger lists are not kept for the next record.
    private const int MostKept = 4096;

    private readonly EqlValue[]?[] _lists = new EqlValue[slotCount][];
    private readonly TextCache _texts = new();
    private readonly int[] _places = new int[slotCount];

    /// <summary>The value of a slot: null without tokens, a list with several.</summary>
    public EqlValue Read(JsonTokens tokens, int slot, ReadOnlySpan<byte> record, FaultCounter faults)
    {
        if (!tokens.Has(slot))
        {
            return default;
        }

        ref readonly JsonToken token = ref tokens.First(slot);
        EqlValue first = Read(token, slot, record, faults);
        return token.Next == 0 ? first : ReadList(tokens, token, first, slot, record, faults);
    }

    /// <summary>The text of some content of a JSON string; equal ones share a string.</summary>
    public string TextOf(ReadOnlySpan<byte> json) => _texts.GetJson(json);

    private EqlValue ReadList(
        JsonTokens tokens, JsonToken token, EqlValue first, int slot, ReadOnlySpan<byte> record, FaultCounter faults)
    {
        EqlValue[] list = _lists[slot] ??= new EqlValue[4];
        int count = 0;
        for (EqlValue value = first; ;)
        {
            if (!value.IsNull)
            {
                if (count == list.Length)
                {
                    Array.Resize(ref list, count * 2);
                }

                list[count++] = value;
            }

            if (token.Next == 0)
            {
                break;
            }

            token = tokens.After(token);
            value = Read(token, slot, record, faults);
        }

        _lists[slot] = list.Length > MostKept ? null : list;
        return EqlValue.List(list, 0, count);
    }

    private EqlValue Read(in JsonToken token, int slot, ReadOnlySpan<byte> record, FaultCounter faults)
    {
        ReadOnlySpan<byte> bytes = token.In(record);
        if (types is null)
        {
            return token.Kind switch
            {
                JsonTokenKind.Null => default,
                JsonTokenKind.Text => EqlValue.From(_texts.GetJson(bytes, ref _places[slot])),
                _ => EqlValue.From(_texts.Get(bytes, ref _places[slot])),
            };
        }

        FieldType type = types[slot];
        if (type.Type == EqlType.Date && type.DateFormat is null && token.Kind == JsonTokenKind.Text
            && TimestampParser.TryParse(bytes, out Timestamp time))
        {
            // Times seldom repeat: they need no text. One written with escapes is none here, and takes the long way.
            return EqlValue.From(time);
        }

        EqlValue value = token.Kind switch
        {
            JsonTokenKind.Text => EqlValue.From(_texts.GetJson(bytes, ref _places[slot])),
            JsonTokenKind.Number => JsonNumber.Read(bytes),
            JsonTokenKind.True => EqlValue.True,
            JsonTokenKind.False => EqlValue.False,
            _ => type.NullValue,
        };
        return type.Type == EqlType.Any || value.IsNull ? value : FieldConversion.Convert(value, type, faults);
    }
}
