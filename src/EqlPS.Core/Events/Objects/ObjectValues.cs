using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using EqlPS.Analysis;
using EqlPS.Evaluation;
using EqlPS.Events.Json;
using EqlPS.Platform;
using EqlPS.Schema;
using EqlPS.Values;

namespace EqlPS.Events.Objects;

/// <summary>Makes values of what a walk found in an object, when they are asked for: the same that its JSON would give.</summary>
/// <param name="types">The type of each slot; null if every scalar is wanted as text, the way JSON has it.</param>
/// <param name="slotCount">The number of slots.</param>
internal sealed class ObjectValues(FieldType[]? types, int slotCount)
{
    private readonly SharedTexts _shared = new();
    private readonly string?[] _last = new string?[slotCount];
    private readonly ByteBuffer _number = new();
    private readonly ByteBuffer _text = new();
    private Utf8JsonWriter? _writer;
    private TextCache? _texts;

    /// <summary>The value of a token.</summary>
    /// <param name="value">What was found.</param>
    /// <param name="kind">What JSON would have for it.</param>
    /// <param name="slot">The slot it was found for.</param>
    /// <param name="faults">Counts values that do not fit.</param>
    public EqlValue Read(object? value, JsonTokenKind kind, int slot, FaultCounter faults)
    {
        if (types is null)
        {
            return kind switch
            {
                JsonTokenKind.Null => default,
                JsonTokenKind.Text => EqlValue.From(_shared.Get(TextOf(value!), ref _last[slot])),
                JsonTokenKind.Number => EqlValue.From(WrittenNumber(value!)),
                JsonTokenKind.True => EqlValue.From("true"),
                _ => EqlValue.From("false"),
            };
        }

        FieldType type = types[slot];
        if (type.Type == EqlType.Date && type.DateFormat is null && kind == JsonTokenKind.Text && TryReadTime(value!, out Timestamp time))
        {
            return EqlValue.From(time);
        }

        EqlValue plain = kind switch
        {
            JsonTokenKind.Text => EqlValue.From(_shared.Get(TextOf(value!), ref _last[slot])),
            JsonTokenKind.Number => NumberOf(value!),
            JsonTokenKind.True => EqlValue.True,
            JsonTokenKind.False => EqlValue.False,
            _ => type.NullValue,
        };
        return type.Type == EqlType.Any || plain.IsNull ? plain : FieldConversion.Convert(plain, type, faults);
    }

    /// <summary>The time that a text is; false if it is none.</summary>
    public static bool TryReadTime(object value, out Timestamp time)
    {
        switch (value)
        {
            case DateTime date:
                time = Timestamp.FromTicks((date.Kind == DateTimeKind.Local ? date.ToUniversalTime() : date).Ticks);
                return true;
            case DateTimeOffset date:
                time = Timestamp.FromTicks(date.UtcTicks);
                return true;
            default:
                return TimestampParser.TryParse(((string)value).AsSpan(), out time);
        }
    }

    /// <summary>A text as JSON has it, without quotes, with its escapes; good until the next call.</summary>
    public ReadOnlySpan<byte> Write(object text)
    {
        Utf8JsonWriter writer = Begin(_text);
        writer.WriteStringValue(TextOf(text));
        writer.Flush();
        return Written;
    }

    /// <summary>The text that was written last.</summary>
    public ReadOnlySpan<byte> Written => _text.Content.Slice(1, _text.Content.Length - 2);

    /// <summary>The text of some content of a JSON string; equal ones share a string.</summary>
    public string TextOf(ReadOnlySpan<byte> json) => (_texts ??= new TextCache()).GetJson(json);

    private static string TextOf(object value) => value is string text ? WellFormedText.Of(text) : ScalarText.Of(value);

    private string WrittenNumber(object number) => number switch
    {
        long or int or uint or ulong or short or ushort or byte or sbyte =>
            ((IFormattable)number).ToString(null, CultureInfo.InvariantCulture),
        _ => Utf8Text.Decode(WriteNumber(number)),
    };

    private EqlValue NumberOf(object number) => number switch
    {
        long whole => EqlValue.From(whole),
        ulong whole => EqlValue.From(whole),
        int or uint or short or ushort or byte or sbyte => EqlValue.From(Convert.ToInt64(number, CultureInfo.InvariantCulture)),
        _ => JsonNumber.Read(WriteNumber(number)),
    };

    private ReadOnlySpan<byte> WriteNumber(object number)
    {
        Utf8JsonWriter writer = Begin(_number);
        if (number is decimal exact)
        {
            writer.WriteNumberValue(exact);
        }
        else
        {
            writer.WriteNumberValue((double)number);
        }

        writer.Flush();
        return _number.Content;
    }

    private Utf8JsonWriter Begin(ByteBuffer buffer)
    {
        buffer.Clear();
        if (_writer is null)
        {
            _writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        }
        else
        {
            _writer.Reset(buffer);
        }

        return _writer;
    }
}
