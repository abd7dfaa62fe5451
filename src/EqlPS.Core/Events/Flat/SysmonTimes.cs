using System.Text;
using EqlPS.Evaluation;
using EqlPS.Events.Json;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Events.Flat;

/// <summary>Reads of flattened records what tells a clock's offset: the host, the times, and the one that is surely UTC.</summary>
[HotPath]
internal sealed class SysmonTimes
{
    private const int UtcSlot = 0;
    private const int FirstField = 1;

    private static readonly int FieldCount = FlatFields.Times.Length;
    private static readonly int FirstHost = FirstField + FieldCount;

    private readonly JsonProjection _projection;
    private readonly FaultCounter _faults = new();
    private readonly int _slotCount;

    /// <param name="prefix">The path of the object that holds a record, with a dot at the end, or empty.</param>
    public SysmonTimes(string prefix)
    {
        string[] paths = ["UtcTime", .. FlatFields.Times, .. FlatFields.Hosts];
        var root = new JsonPathNode();
        for (int slot = 0; slot < paths.Length; slot++)
        {
            root.Add(prefix + paths[slot], slot);
        }

        _slotCount = paths.Length;
        _projection = new JsonProjection(root, null, paths.Length);
    }

    /// <summary>Goes on to a record; false if it is none.</summary>
    public bool TryRead(ReadOnlySpan<byte> record) => _projection.TryScan(record, out _);

    /// <summary>The number of the first time field that holds text; -1 if none does.</summary>
    public int FindField(ReadOnlySpan<byte> record)
    {
        for (int field = 0; field < FieldCount; field++)
        {
            int slot = FirstField + field;
            if (_projection.IsPlainText(slot, record) || _projection.Read(slot, record, _faults).Kind == EqlValueKind.Text)
            {
                return field;
            }
        }

        return -1;
    }

    /// <summary>By how many ticks UTC is later than a time field shows; false if one of them is no time.</summary>
    public bool TryReadDifference(int field, ReadOnlySpan<byte> record, out long ticks)
    {
        ticks = 0;
        if (!TryReadTime(UtcSlot, record, out Timestamp utc) || !TryReadTime(FirstField + field, record, out Timestamp shown))
        {
            return false;
        }

        ticks = utc.Ticks - shown.Ticks;
        return true;
    }

    /// <summary>The name of the host; empty if there is none.</summary>
    public string Host(ReadOnlySpan<byte> record)
    {
        for (int slot = FirstHost; slot < _slotCount; slot++)
        {
            if (_projection.Read(slot, record, _faults) is { Kind: EqlValueKind.Text } value)
            {
                return value.AsText();
            }
        }

        return string.Empty;
    }

    /// <summary>The host's field as it is written without blanks, but for the quote before it; empty if there is none.</summary>
    public byte[] WrittenHost(ReadOnlySpan<byte> record)
    {
        for (int slot = FirstHost; slot < _slotCount; slot++)
        {
            if (_projection.Written(slot, record) is { IsEmpty: false } name)
            {
                string key = FlatFields.Hosts[slot - FirstHost];
                return [.. Encoding.UTF8.GetBytes($"{key}\":\""), .. name, (byte)'"'];
            }
        }

        return [];
    }

    // Times seldom repeat: those written plainly need no text.
    private bool TryReadTime(int slot, ReadOnlySpan<byte> record, out Timestamp time)
    {
        if (_projection.IsPlainText(slot, record))
        {
            return TimestampParser.TryParse(_projection.Written(slot, record), out time);
        }

        time = default;
        return _projection.Read(slot, record, _faults) is { Kind: EqlValueKind.Text } value
            && TimestampParser.TryParse(value.AsText().AsSpan(), out time);
    }
}
