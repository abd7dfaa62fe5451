using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using EqlPS.Events;
using EqlPS.Execution;
using EqlPS.Values;

namespace EqlPS.Cli.Output;

/// <summary>
/// Prints one JSON document a line: <c>{"event":{...}}</c>, or <c>{"join_keys":[...],"events":[{...},null,...]}</c> with null for a missing
/// event. Columns that pipes added stand beside them; a row of <c>count</c> has its key under <c>key</c>.
/// </summary>
internal sealed class NdjsonResultWriter : IResultWriter
{
    private const int BufferSize = 64 * 1024;

    // A line that was longer than this gives its memory back.
    private const int LargestKept = 4 * 1024 * 1024;

    private readonly Stream _output;
    private readonly Utf8JsonWriter _json;
    private ArrayBufferWriter<byte> _lines = new(BufferSize);

    public NdjsonResultWriter(Stream output)
    {
        _output = output;
        var options = new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
        _json = new Utf8JsonWriter(_lines, options);
    }

    public void Write(EqlResult result)
    {
        _json.WriteStartObject();
        switch (result.Kind)
        {
            case EqlResultKind.Event:
                _json.WritePropertyName("event");
                WriteEvent(result.Events[0]);
                break;
            case EqlResultKind.Row:
                _json.WritePropertyName("key");
                WriteKey(result, result.Kind);
                break;
            default:
                _json.WritePropertyName("join_keys");
                WriteKey(result, result.Kind);
                _json.WriteStartArray("events");
                foreach (StageEvent? stage in result.Events)
                {
                    WriteEvent(stage);
                }

                _json.WriteEndArray();
                break;
        }

        foreach (NamedValue value in result.Values)
        {
            _json.WritePropertyName(value.Name);
            WriteValue(value.Value, result.Kind);
        }

        _json.WriteEndObject();
        _json.Flush();
        _lines.Write("\n"u8);
        if (_lines.WrittenCount >= BufferSize)
        {
            WriteLines();
        }

        _json.Reset(_lines);
    }

    public void Complete()
    {
        WriteLines();
        _output.Flush();
    }

    public void Dispose() => _json.Dispose();

    private void WriteLines()
    {
        HiddenCharacters.WriteEscaped(_lines.WrittenSpan, _output);
        if (_lines.Capacity > LargestKept)
        {
            _lines = new ArrayBufferWriter<byte>(BufferSize);
        }

        _lines.ResetWrittenCount();
    }

    private void WriteEvent(StageEvent? stage)
    {
        if (stage?.Payload is SourceEvent source)
        {
            _json.WriteRawValue(source.Json, skipInputValidation: true);
        }
        else
        {
            _json.WriteNullValue();
        }
    }

    private void WriteKey(EqlResult result, EqlResultKind kind)
    {
        _json.WriteStartArray();
        foreach (EqlValue value in result.Key?.Values ?? [])
        {
            WriteValue(value, kind);
        }

        _json.WriteEndArray();
    }

    private void WriteValue(in EqlValue value, EqlResultKind kind)
    {
        switch (value.Kind)
        {
            case EqlValueKind.Null:
                _json.WriteNullValue();
                break;
            case EqlValueKind.Boolean:
                _json.WriteBooleanValue(value.AsBoolean());
                break;
            case EqlValueKind.Integer:
                _json.WriteNumberValue(value.AsInteger());
                break;
            case EqlValueKind.UnsignedInteger:
                _json.WriteNumberValue(value.AsUnsigned());
                break;
            case EqlValueKind.Double when double.IsFinite(value.AsDouble()):
                _json.WriteNumberValue(value.AsDouble());
                break;
            case EqlValueKind.Date when kind == EqlResultKind.Sample:
                // Elasticsearch prints dates in the keys of samples as milliseconds, and as text in those of sequences.
                _json.WriteNumberValue(value.AsDate().UnixMilliseconds);
                break;
            case EqlValueKind.List:
                _json.WriteStartArray();
                foreach (EqlValue item in value.AsList())
                {
                    WriteValue(item, kind);
                }

                _json.WriteEndArray();
                break;
            default:
                _json.WriteStringValue(TextForm.Of(value));
                break;
        }
    }
}
