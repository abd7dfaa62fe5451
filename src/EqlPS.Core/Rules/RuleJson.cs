using System.Text.Json;
using EqlPS.Toml;

namespace EqlPS.Rules;

/// <summary>Reads JSON objects, one after the other or in an array, into the tree that TOML files give.</summary>
/// <remarks>A member that is null counts as absent; of members of one name the last counts.</remarks>
internal sealed class RuleJson
{
    /// <summary>Each failure costs an exception, so a file of nothing else must not be read to its end.</summary>
    private const int MaximumFailures = 50;

    private const string NotJson = "This is not valid JSON; mend it or export the rule again.";
    private const string NotObject = "A rule must be a JSON object; this is another value.";
    private const string TooManyValues = "This object or array holds more than 1,000,000 values; split it.";

    private readonly byte[] _content;
    private readonly RuleFindings _findings;
    private readonly RuleJsonPlaces _places;
    private int _values;

    public RuleJson(byte[] content, RuleFindings findings)
    {
        _content = content;
        _findings = findings;
        _places = new RuleJsonPlaces(content);
    }

    /// <summary>Gives every object of the file, one at a time; objects that cannot be read are findings.</summary>
    public void Read(Action<TomlValue> onObject)
    {
        int start = _places.Start;
        int failures = 0;
        while ((start = SkipBlanks(start)) < _content.Length)
        {
            int end = ReadValue(start, onObject);
            if (end < 0 && ++failures == MaximumFailures)
            {
                const string Message = "Fifty objects of this file cannot be read; the rest of it is left out.";
                _findings.Error(RuleCodes.TooManyFindings, Message, _places.Find(start));
                return;
            }

            start = end > start ? end : FindNextLine(start);
        }
    }

    /// <summary>Reads one value at the outermost level; its end, or -1 after a finding.</summary>
    private int ReadValue(int start, Action<TomlValue> onObject)
    {
        // A reader of its own for each value: one bad line of an export must not cost the others.
        _places.Mark(start);
        _values = 0;
        Utf8JsonReader reader = new(_content.AsSpan(start), isFinalBlock: true, state: default);
        TomlValue? value = null;
        try
        {
            reader.Read();
            value = reader.TokenType switch
            {
                JsonTokenType.StartObject => ReadObject(ref reader, start),
                JsonTokenType.StartArray => ReadArray(ref reader, start),
                _ => null,
            };
            if (value is null)
            {
                _findings.Error(RuleCodes.JsonInvalid, NotObject, _places.Find(start));
            }
        }
        catch (JsonException exception)
        {
            int line = (int)(exception.LineNumber ?? 0);
            _places.Rewind();
            TomlPosition place = _places.Find(start, line, (int)(exception.BytePositionInLine ?? 0));
            bool isTooLong = _values > TomlDocument.MaximumValues;
            _findings.Error(RuleCodes.JsonInvalid, isTooLong ? TooManyValues : NotJson, isTooLong ? _places.Find(start) : place);
        }
        catch (InvalidOperationException)
        {
            // The reader's answer to text that is not Unicode; it has moved to that text already.
            const string Message = "This text is not valid Unicode; export the rule again as UTF-8.";
            _findings.Error(RuleCodes.JsonInvalid, Message, _places.Find(start));
        }

        if (value is null)
        {
            _places.Rewind();
            return -1;
        }

        if (value.Array is TomlArray items)
        {
            foreach (TomlValue item in items)
            {
                GiveObject(item, onObject);
            }
        }
        else
        {
            onObject(value);
        }

        return start + (int)reader.BytesConsumed;
    }

    private void GiveObject(TomlValue item, Action<TomlValue> onObject)
    {
        if (item.Kind == TomlKind.Table)
        {
            onObject(item);
        }
        else
        {
            _findings.Error(RuleCodes.JsonInvalid, NotObject, item.Position);
        }
    }

    private TomlValue ReadObject(ref Utf8JsonReader reader, int start)
    {
        TomlPosition position = PositionOf(ref reader, start);
        TomlTable table = new(TomlTableOrigin.Inline, reader.CurrentDepth);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            TomlPosition keyPosition = PositionOf(ref reader, start);
            string key = reader.GetString()!;
            reader.Read();
            if (ReadToken(ref reader, start, isQuery: key == "query") is TomlValue value)
            {
                table.Set(key, keyPosition, value);
            }
        }

        return TomlValue.FromTable(position, table);
    }

    private TomlValue ReadArray(ref Utf8JsonReader reader, int start)
    {
        TomlPosition position = PositionOf(ref reader, start);
        TomlArray array = new();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (ReadToken(ref reader, start, isQuery: false) is TomlValue item)
            {
                array.Add(item);
            }
        }

        return TomlValue.FromArray(position, array);
    }

    /// <summary>The value the reader stands on; null for JSON's null.</summary>
    private TomlValue? ReadToken(ref Utf8JsonReader reader, int start, bool isQuery)
    {
        if (++_values > TomlDocument.MaximumValues)
        {
            throw new JsonException(TooManyValues);
        }

        // The reader's own depth limit of 64 bounds this recursion.
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return ReadObject(ref reader, start);
            case JsonTokenType.StartArray:
                return ReadArray(ref reader, start);
            case JsonTokenType.String:
                TomlPosition position = PositionOf(ref reader, start);
                TomlPosition content = new(position.Line, position.Column + 1);
                int[]? jumps = isQuery && reader.ValueIsEscaped ? RuleJsonPlaces.FindJumps(reader.ValueSpan, content) : null;
                return TomlValue.FromString(position, reader.GetString()!, content, multiLine: false, jumps);
            case JsonTokenType.Number:
                return reader.TryGetInt64(out long integer)
                    ? TomlValue.FromInteger(PositionOf(ref reader, start), integer)
                    : TomlValue.FromFloat(PositionOf(ref reader, start), reader.TryGetDouble(out double number) ? number : double.NaN);
            case JsonTokenType.True or JsonTokenType.False:
                return TomlValue.FromBoolean(PositionOf(ref reader, start), reader.TokenType == JsonTokenType.True);
            default:
                return null;
        }
    }

    private TomlPosition PositionOf(ref Utf8JsonReader reader, int start) => _places.Find(start + (int)reader.TokenStartIndex);

    private int SkipBlanks(int offset)
    {
        while (offset < _content.Length && _content[offset] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            offset++;
        }

        return offset;
    }

    /// <summary>The start of the next line that an export could have written: one that begins with a brace.</summary>
    private int FindNextLine(int offset)
    {
        while (offset < _content.Length)
        {
            int end = _content.AsSpan(offset).IndexOf((byte)'\n');
            if (end < 0)
            {
                break;
            }

            offset += end + 1;
            if (offset < _content.Length && _content[offset] == (byte)'{')
            {
                return offset;
            }
        }

        return _content.Length;
    }
}
