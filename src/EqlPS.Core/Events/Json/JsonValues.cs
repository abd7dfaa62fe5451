using EqlPS.Analysis;
using EqlPS.Evaluation;
using EqlPS.Platform;
using EqlPS.Schema;
using EqlPS.Values;

namespace EqlPS.Events.Json;

/// <summary>Makes values of the tokens of a record, when they are asked for.</summary>
/// <param name="types">The type of each slot; null if every scalar is wanted as text, the way it is written.</param>
/// <param name="slotCount">The number of slots.</param>
[HotPath]
internal sealed class JsonValues(FieldType[]? types, int slotCount)
{
    private readonly TextCache _texts = new();
    private readonly int[] _places = new int[slotCount];

    /// <summary>The text of some content of a JSON string; equal ones share a string.</summary>
    public string TextOf(ReadOnlySpan<byte> json) => _texts.GetJson(json);

    /// <summary>The value of a token.</summary>
    /// <param name="token">The token.</param>
    /// <param name="slot">The slot it was found for.</param>
    /// <param name="record">Where it stands.</param>
    /// <param name="faults">Counts values that do not fit.</param>
    public EqlValue Read(in JsonToken token, int slot, ReadOnlySpan<byte> record, FaultCounter faults)
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
