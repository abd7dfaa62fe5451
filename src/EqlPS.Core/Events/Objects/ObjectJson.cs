using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml;
using EqlPS.Events.Json;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Events.Objects;

/// <summary>Writes objects as JSON, the way their source had them, into a buffer that is used again.</summary>
internal sealed class ObjectJson : IObjectFieldSink, IDisposable
{
    /// <summary>An object whose JSON is longer is no event.</summary>
    public const int Largest = 16 * 1024 * 1024;

    private const string Sysmon = "Microsoft-Windows-Sysmon";

    private readonly IObjectAccess _access;
    private readonly WantedNames? _wanted;
    private readonly ByteBuffer _buffer = new();
    private readonly Utf8JsonWriter _writer;

    // The objects and lists that are being written, outermost first.
    private readonly object?[] _open = new object?[JsonProjection.DeepestEvent];
    private int _depth;
    private ObjectTroubleKind? _fault;
    private WantedName? _name;
    private WantedUses _seen;
    private bool _isSysmon;
    private object? _message;
    private WantedName? _messageName;

    /// <param name="access">Looks into the objects.</param>
    /// <param name="wanted">
    /// The properties of an object itself that are written, all of them or none; null for all properties, of which those that cannot be
    /// written are left out.
    /// </param>
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
    public bool IsLogRecord => WantedNames.AreOfRecord(_seen);

    public bool IsFull => _fault is not null && (!IsLenient || _fault == ObjectTroubleKind.TooLarge);

    // Whether what cannot be written is left out.
    private bool IsLenient => _wanted is null;

    /// <summary>Writes an object with fields or a dictionary.</summary>
    /// <returns>Why it cannot be written, or why parts of it were left out; null if it was written as a whole.</returns>
    /// <exception cref="ObjectAccessException">A wanted part of it cannot be read.</exception>
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
        Array.Clear(_open, 0, _open.Length);
        _writer.Flush();
        return _fault;
    }

    public bool Wants(string name)
    {
        if (_wanted is null || _depth > 1)
        {
            return !IsFull;
        }

        _name = _wanted.Find(name);
        _seen |= _name.Uses;
        return !IsFull && (_name.Uses & (WantedUses.Value | WantedUses.SysmonMessage)) != 0;
    }

    public void Take(string name, object? value)
    {
        if (_wanted is null || _depth > 1)
        {
            _writer.WritePropertyName(WellFormedText.Of(name));
            WriteValue(value);
        }
        else
        {
            TakeWanted(_name!, value);
        }
    }

    public void Fail(string name, ObjectAccessException error)
    {
        if (!IsLenient)
        {
            throw error;
        }

        _fault ??= ObjectTroubleKind.UnreadableObject;
    }

    public void Dispose() => _writer.Dispose();

    private void TakeWanted(WantedName name, object? value)
    {
        if (name.Uses == WantedUses.SysmonMessage)
        {
            _message = value;
            _messageName = name;
            return;
        }

        _isSysmon |= (name.Uses & WantedUses.Provider) != 0 && _access.Unwrap(value) is string provider
            && provider.StartsWith(Sysmon, StringComparison.OrdinalIgnoreCase);
        _writer.WritePropertyName(name.Text);
        WriteValue(value);
    }

    private void WriteMessage()
    {
        if (_messageName is not null && _depth == 1 && _isSysmon && !IsFull)
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
            WriteText(node.OuterXml);
        }
        else if (ObjectFields.AreIn(item, _access))
        {
            WriteObject(item);
        }
        else if (item is IEnumerable list)
        {
            WriteList(list);
        }
        else
        {
            WriteTextOf(item);
        }

        if (_buffer.Length + _writer.BytesPending > Largest)
        {
            _fault = ObjectTroubleKind.TooLarge;
        }
    }

    private void WriteObject(object item)
    {
        if (!TryEnter(item))
        {
            return;
        }

        _writer.WriteStartObject();
        try
        {
            ObjectFields.Visit(item, _access, this);
        }
        catch (ObjectAccessException) when (IsLenient)
        {
            _fault ??= ObjectTroubleKind.UnreadableObject;
        }

        WriteMessage();
        _writer.WriteEndObject();
        _depth--;
    }

    private void WriteList(IEnumerable list)
    {
        if (!TryEnter(list))
        {
            return;
        }

        _writer.WriteStartArray();
        try
        {
            using var items = new ObjectItems(list);
            while (!IsFull && items.TryNext(out object? item))
            {
                WriteValue(item);
            }
        }
        catch (ObjectAccessException) when (IsLenient)
        {
            _fault ??= ObjectTroubleKind.UnreadableObject;
        }

        _writer.WriteEndArray();
        _depth--;
    }

    // An object that stands within itself is left out, where that is possible; copies of it would be no help.
    private bool IsOpen(object item)
    {
        for (int i = 0; i < _depth; i++)
        {
            if (ReferenceEquals(_open[i], item))
            {
                return true;
            }
        }

        return false;
    }

    private bool TryEnter(object item)
    {
        if (_depth < JsonProjection.DeepestEvent - 1 && !(IsLenient && IsOpen(item)))
        {
            _open[_depth++] = item;
            return true;
        }

        _fault ??= ObjectTroubleKind.NestedTooDeep;
        _writer.WriteNullValue();
        return false;
    }

    // The types are those of strangers.
    private void WriteTextOf(object value)
    {
        string? text = null;
        try
        {
            text = ScalarText.Of(value);
        }
        catch (ObjectAccessException) when (IsLenient)
        {
            _fault ??= ObjectTroubleKind.UnreadableObject;
        }

        WriteText(text);
    }

    private void WriteText(string? text)
    {
        if (text?.Length > Largest)
        {
            _fault = ObjectTroubleKind.TooLarge;
            text = null;
        }

        _writer.WriteStringValue(text is null ? null : WellFormedText.Of(text));
    }

    private void WriteScalar(object value)
    {
        switch (value)
        {
            case string text:
                WriteText(text);
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
                WriteTextOf(value);
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
