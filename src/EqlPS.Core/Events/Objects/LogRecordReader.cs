using System.Collections;
using System.Globalization;
using EqlPS.Evaluation;
using EqlPS.Events.Flat;
using EqlPS.Events.Raw;
using EqlPS.Mappings;
using EqlPS.Mappings.Layouts;
using EqlPS.Values;

namespace EqlPS.Events.Objects;

/// <summary>
/// Reads log records that were stored or sent as objects: their properties stayed, the method that gives their XML did not. The values
/// of the event's data have no names then, or are lost altogether; the mapping files know the names, and the message of a Sysmon event
/// tells all.
/// </summary>
internal sealed class LogRecordReader
{
    private const string EventData = RawPaths.EventData;

    // Events of providers without a manifest may end with bytes, in an element of their own.
    private const string Binary = EventData + "Binary";
    private const int MostValues = 1024;

    private static readonly (string Path, string Property, LogRecordValue Kind)[] Envelope =
    [
        (RawPaths.Provider, "ProviderName", LogRecordValue.Text),
        ("System/Provider/@Guid", "ProviderId", LogRecordValue.Guid),
        (RawPaths.EventId, "Id", LogRecordValue.Text),
        ("System/Version", "Version", LogRecordValue.Text),
        ("System/Level", "Level", LogRecordValue.Text),
        ("System/Task", "Task", LogRecordValue.Text),
        ("System/Opcode", "Opcode", LogRecordValue.Text),
        ("System/Keywords", "Keywords", LogRecordValue.Keywords),
        ("System/TimeCreated/@SystemTime", "TimeCreated", LogRecordValue.Text),
        ("System/EventRecordID", "RecordId", LogRecordValue.Text),
        ("System/Correlation/@ActivityID", "ActivityId", LogRecordValue.Guid),
        ("System/Correlation/@RelatedActivityID", "RelatedActivityId", LogRecordValue.Guid),
        ("System/Execution/@ProcessID", "ProcessId", LogRecordValue.Text),
        ("System/Execution/@ThreadID", "ThreadId", LogRecordValue.Text),
        (RawPaths.Channel, "LogName", LogRecordValue.Text),
        ("System/Computer", "MachineName", LogRecordValue.Text),
        ("System/Security/@UserID", "UserId", LogRecordValue.Account),
        ("RenderingInfo/Task", "TaskDisplayName", LogRecordValue.Text),
        ("RenderingInfo/Message", "Message", LogRecordValue.Text),
    ];

    private readonly IObjectAccess _access;
    private readonly MappingSet _mappings;
    private readonly (int Slot, string Property, LogRecordValue Kind)[] _envelope;
    private readonly Dictionary<string, int> _data = new(StringComparer.Ordinal);
    private readonly SlotValues _values;

    /// <summary>Prepares reading.</summary>
    /// <param name="access">Looks into the objects.</param>
    /// <param name="mappings">Know the names of values.</param>
    /// <param name="paths">The wanted source paths.</param>
    public LogRecordReader(IObjectAccess access, MappingSet mappings, IReadOnlyList<string> paths)
    {
        _access = access;
        _mappings = mappings;
        _values = new SlotValues(paths.Count);
        var envelope = new List<(int, string, LogRecordValue)>();
        for (int slot = 0; slot < paths.Count; slot++)
        {
            int known = Array.FindIndex(Envelope, e => e.Path == paths[slot]);
            if (known >= 0)
            {
                envelope.Add((slot, Envelope[known].Property, Envelope[known].Kind));
            }
            else
            {
                _data[paths[slot]] = slot;
            }
        }

        _envelope = [.. envelope];
    }

    /// <summary>Whether the values of the last record have no names or are lost.</summary>
    public bool AreNamesMissing { get; private set; }

    /// <summary>Fills the slots from a record.</summary>
    /// <exception cref="ObjectAccessException">A property cannot be read.</exception>
    public void Read(object item, EqlValue[] slots, FaultCounter faults)
    {
        _values.Begin(slots, faults);
        foreach ((int slot, string property, LogRecordValue kind) in _envelope)
        {
            if (Property(item, property, kind) is string text)
            {
                _values.Add(slot, EqlValue.From(text));
            }
        }

        // Even where none is wanted: a record that lost its names is to be told of.
        foreach (KeyValuePair<string, string> value in DataOf(item))
        {
            if (_data.TryGetValue(value.Key, out int slot))
            {
                _values.Add(slot, EqlValue.From(value.Value));
            }
        }

        _values.End();
    }

    /// <summary>All values of a record.</summary>
    /// <exception cref="ObjectAccessException">A property cannot be read.</exception>
    public IReadOnlyList<RawField> ReadAll(object item)
    {
        var fields = new List<RawField>();
        foreach ((string path, string property, LogRecordValue kind) in Envelope)
        {
            if (Property(item, property, kind) is string text)
            {
                fields.Add(new RawField(path, EqlValue.From(text)));
            }
        }

        foreach (KeyValuePair<string, string> value in DataOf(item))
        {
            fields.Add(new RawField(value.Key, EqlValue.From(value.Value)));
        }

        return fields;
    }

    private List<KeyValuePair<string, string>> DataOf(object item)
    {
        string? provider = Property(item, "ProviderName", LogRecordValue.Text);
        List<object?>? values = ValuesOf(item);
        AreNamesMissing = false;
        if (values is not null)
        {
            string? channel = Property(item, "LogName", LogRecordValue.Text);
            string? id = Property(item, "Id", LogRecordValue.Text);
            if (_mappings.LayoutFor(channel, provider, id, Property(item, "Version", LogRecordValue.Text), values.Count) is { } layout)
            {
                return Named(values, layout);
            }
        }

        bool isSysmon = provider is not null && provider.StartsWith("Microsoft-Windows-Sysmon", StringComparison.OrdinalIgnoreCase);
        if (isSysmon && Property(item, "Message", LogRecordValue.Text) is string message)
        {
            return SysmonMessage.Read(message).ConvertAll(f => new KeyValuePair<string, string>(EventData + f.Key, f.Value));
        }

        // Providers without a manifest have no id, and their values no names anywhere.
        bool haveNoNames = values is not null && (values.Count == 0 || Property(item, "ProviderId", LogRecordValue.Guid) is null);
        AreNamesMissing = !haveNoNames;
        return values is null ? [] : Named(values, layout: null);
    }

    private List<KeyValuePair<string, string>> Named(List<object?> values, DataLayout? layout)
    {
        var named = new List<KeyValuePair<string, string>>(values.Count);
        for (int i = 0; i < values.Count; i++)
        {
            string path = layout is not null ? layout.PathAt(i)
                : _access.Unwrap(values[i]) is byte[] ? Binary
                : FormattableString.Invariant($"{EventData}#{i + 1}");
            bool isHexadecimal = layout is not null && layout.IsHexadecimal(i);
            if (TextOf(values[i], isHexadecimal ? LogRecordValue.Hexadecimal : LogRecordValue.Data) is string text)
            {
                named.Add(new KeyValuePair<string, string>(path, text));
            }
        }

        return named;
    }

    // Null where the values did not come along: sending objects elsewhere leaves only their type's name, or nothing.
    private List<object?>? ValuesOf(object item)
    {
        if (!TryGet(item, "Properties", out object? properties) || _access.Unwrap(properties) is not IEnumerable list || list is string)
        {
            return null;
        }

        var values = new List<object?>();
        foreach (object? entry in list)
        {
            object? property = _access.Unwrap(entry);
            if (property is null or string || !TryGet(property, "Value", out object? value) || values.Count == MostValues)
            {
                return null;
            }

            values.Add(value);
        }

        return values;
    }

    private bool TryGet(object item, string name, out object? value)
    {
        if (item is not IDictionary dictionary)
        {
            return _access.TryGetField(item, name, out value);
        }

        value = dictionary.Contains(name) ? dictionary[name] : null;
        return dictionary.Contains(name);
    }

    private string? Property(object item, string name, LogRecordValue kind) =>
        TryGet(item, name, out object? value) ? TextOf(value, kind) : null;

    private string? TextOf(object? value, LogRecordValue kind)
    {
        object? plain = _access.Unwrap(value);
        if (plain is null or DBNull)
        {
            return kind == LogRecordValue.Data ? string.Empty : null;
        }

        return kind switch
        {
            LogRecordValue.Guid => GuidText(plain),
            LogRecordValue.Keywords => KeywordsText(plain),
            LogRecordValue.Account => AccountText(plain),
            LogRecordValue.Hexadecimal when IsWholeNumber(plain) => HexText(plain),
            LogRecordValue.Text when !ScalarText.IsScalar(plain) => null,
            LogRecordValue.Data or LogRecordValue.Hexadecimal => DataText(plain),
            _ => ScalarText.Of(plain),
        };
    }

    private string DataText(object value) => value switch
    {
        Guid id => id.ToString("B"),
        DateTime time => ScalarText.OfTime(time),
        _ when ScalarText.IsScalar(value) => ScalarText.Of(value),
        IEnumerable list => string.Join(", ", list.Cast<object?>().Take(MostValues).Select(v => TextOf(v, LogRecordValue.Data))),
        _ => AccountText(value) ?? string.Empty,
    };

    private static bool IsWholeNumber(object value) => value is sbyte or short or int or long or byte or ushort or uint or ulong;

    private static string HexText(object value) => "0x" + ((IFormattable)value).ToString("x", CultureInfo.InvariantCulture);

    private static string? GuidText(object value) =>
        value is Guid id || System.Guid.TryParse(ScalarText.IsScalar(value) ? ScalarText.Of(value) : string.Empty, out id)
            ? id == System.Guid.Empty ? null : id.ToString("B") : null;

    private static string? KeywordsText(object value) =>
        IsWholeNumber(value) ? HexText(value)
        : ScalarText.IsScalar(value)
            && long.TryParse(ScalarText.Of(value), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long bits)
            ? HexText(bits) : null;

    // A security identifier that was stored is an object with its text in Value, or has become that text.
    private string? AccountText(object value)
    {
        string text = ScalarText.IsScalar(value) ? ScalarText.Of(value)
            : TryGet(value, "Value", out object? inner) && _access.Unwrap(inner) is string own ? own
            : value.ToString() ?? string.Empty;
        return text.StartsWith("S-1-", StringComparison.OrdinalIgnoreCase) ? text : null;
    }
}
