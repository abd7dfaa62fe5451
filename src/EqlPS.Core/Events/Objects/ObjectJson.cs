using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml;
using EqlPS.Events.Json;
using EqlPS.Values;

namespace EqlPS.Events.Objects;

/// <summary>Writes objects as JSON, the way their source had them, into a buffer that is used again.</summary>
internal sealed class ObjectJson : IObjectFieldSink, IDisposable
{
    /// <summary>An object whose JSON is longer is no event.</summary>
    public const int Largest = 16 * 1024 * 1024;

    private const WantedUses Record = WantedUses.RecordLog | WantedUses.RecordProvider | WantedUses.RecordId;
    private const string Sysmon = "Microsoft-Windows-Sysmon";

    private readonly IObjectAccess _access;
    private readonly WantedNames? _wanted;
    private readonly ByteBuffer _buffer = new();
    private readonly Utf8JsonWriter _writer;
    private int _depth;
    private ObjectTroubleKind? _fault;
    private WantedUses _seen;
    private bool _isSysmon;
    private object? _message;
    private WantedName? _messageName;

    /// <param name="access">Looks into the objects.</param>
    /// <param name="wanted">The properties of an object itself that are written; null for all.</param>
    public ObjectJson(IObjectAccess access, WantedNames? wanted = null)
    {
        _access = access;
        _wanted = wanted;
        _writer = new Utf8JsonWriter(_buffer, new JsonWriterOptions
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            SkipValidation = true,
        });
    }

    /// <summary>The object written last.</summary>
    public ReadOnlySpan<byte> Content => _buffer.Content;

    /// <summary>
    /// Whether the object written last has the properties that every log record has. Known where not all properties are written.
    /// </summary>
    public bool IsLogRecord => (_seen & (Record | WantedUses.EventId)) == Record;

    /// <summary>Writes an object with fields or a dictionary.</summary>
    /// <returns>Why it cannot be written; null if it was.</returns>
    /// <exception cref="ObjectAccessException">A part of it cannot be read.</exception>
    public ObjectTroubleKind? Write(object item)
    {
        _buffer.Clear();
        _writer.Reset(_buffer);
        _depth = 0;
        _fault = null;
        _seen = WantedUses.None;
        _isSysmon = false;
        _messageName = null;
        WriteObject(item);
        _message = null;
        _writer.Flush();
        return _fault;
    }

    public void Take(string name, object? value)
    {
        if (_wanted is not null && _depth == 1)
        {
            TakeWanted(_wanted.Find(name), value);
        }
        else if (_fault is null)
        {
            _writer.WritePropertyName(name);
            WriteValue(value);
        }
    }

    public void Dispose() => _writer.Dispose();

    private void TakeWanted(WantedName name, object? value)
    {
        _seen |= name.Uses;
        if (name.Uses == WantedUses.SysmonMessage)
        {
            _message = value;
            _messageName = name;
        }
        else if (_fault is null && (name.Uses & WantedUses.Value) != 0)
        {
            _isSysmon |= (name.Uses & WantedUses.Provider) != 0 && _access.Unwrap(value) is string provider
                && provider.StartsWith(Sysmon, StringComparison.OrdinalIgnoreCase);
            _writer.WritePropertyName(name.Text);
            WriteValue(value);
        }
    }

    private void WriteMessage()
    {
        if (_messageName is not null && _depth == 1 && _isSysmon && _fault is null)
        {
            _writer.WritePropertyName(_messageName.Text);
            WriteValue(_message);
        }
    }

    private void WriteValue(object? value)
    {
        object? item = _access.Unwrap(value);
        if (item is null or DBNull)
        {
            _writer.WriteNullValue();
        }
        else if (ScalarText.IsScalar(item))
        {
            WriteScalar(item);
        }
        else if (item is XmlNode node)
        {
            _writer.WriteStringValue(node.OuterXml);
        }
        else if (item is IDictionary or IEnumerable<KeyValuePair<string, object?>> || _access.HasFields(item))
        {
            WriteObject(item);
        }
        else if (item is IEnumerable list)
        {
            WriteList(list);
        }
        else
        {
            _writer.WriteStringValue(ScalarText.Of(item));
        }

        if (_buffer.Length + _writer.BytesPending > Largest)
        {
            _fault = ObjectTroubleKind.TooLarge;
        }
    }

    private void WriteObject(object item)
    {
        if (!TryEnter())
        {
            return;
        }

        _writer.WriteStartObject();
        switch (item)
        {
            case IDictionary dictionary:
                WriteEntries(dictionary);
                break;
            case IEnumerable<KeyValuePair<string, object?>> pairs:
                foreach (KeyValuePair<string, object?> pair in pairs)
                {
                    Take(pair.Key, pair.Value);
                }

                break;
            default:
                _access.VisitFields(item, this);
                break;
        }

        WriteMessage();
        _writer.WriteEndObject();
        _depth--;
    }

    private void WriteEntries(IDictionary dictionary)
    {
        IDictionaryEnumerator entries = dictionary.GetEnumerator();
        while (_fault is null && entries.MoveNext())
        {
            if (_access.Unwrap(entries.Key) is object key)
            {
                Take(ScalarText.Of(key), entries.Value);
            }
        }
    }

    private void WriteList(IEnumerable list)
    {
        if (!TryEnter())
        {
            return;
        }

        _writer.WriteStartArray();
        foreach (object? item in list)
        {
            if (_fault is not null)
            {
                break;
            }

            WriteValue(item);
        }

        _writer.WriteEndArray();
        _depth--;
    }

    private bool TryEnter()
    {
        if (++_depth < JsonProjection.DeepestEvent)
        {
            return true;
        }

        _fault = ObjectTroubleKind.NestedTooDeep;
        return false;
    }

    private void WriteScalar(object value)
    {
        switch (value)
        {
            case string text:
                _writer.WriteStringValue(text);
                break;
            case bool flag:
                _writer.WriteBooleanValue(flag);
                break;
            case sbyte or short or int or long or byte or ushort or uint:
                _writer.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case ulong number:
                _writer.WriteNumberValue(number);
                break;
            case decimal number:
                _writer.WriteNumberValue(number);
                break;
            case double or float or BigInteger:
                WriteNumber(value is BigInteger large ? (double)large : Convert.ToDouble(value, CultureInfo.InvariantCulture));
                break;
            default:
                _writer.WriteStringValue(ScalarText.Of(value));
                break;
        }
    }

    private void WriteNumber(double number)
    {
        if (double.IsNaN(number) || double.IsInfinity(number))
        {
            _writer.WriteStringValue(NumberText.Format(number));
        }
        else
        {
            _writer.WriteNumberValue(number);
        }
    }
}
