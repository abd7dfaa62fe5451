using EqlPS.Events.Evtx.BinaryXml;
using EqlPS.Events.Evtx.Projection;
using EqlPS.Events.Evtx.Values;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Events.Evtx.Records;

/// <summary>
/// Finds the wanted values of records, and decodes those that are asked for. It serves all logs that one thread reads, so
/// that a template they share is parsed and planned once.
/// </summary>
[HotPath]
internal sealed class EvtxRecordSlots
{
    /// <summary>The source path of the mark that records from slack space have; no path of an event begins like it.</summary>
    public const string RecoveredPath = "Record/@Recovered";

    /// <summary>The source path of the time that every event has. It is given as a date: nobody wants its text.</summary>
    public const string TimePath = "System/TimeCreated/@SystemTime";

    private readonly EvtxRow _row;
    private readonly EvtxTextCache _texts = new();
    private readonly EqlValue[]?[] _lists;
    private readonly int[] _places;
    private readonly int[] _filled;
    private readonly int _recovered;
    private readonly int _time;
    private bool _isRecovered;

    /// <param name="paths">The wanted source paths, in slot order.</param>
    public EvtxRecordSlots(IReadOnlyList<string> paths)
    {
        var projection = new EvtxProjection(paths);
        _row = projection.CreateRow();
        _lists = new EqlValue[paths.Count][];
        _places = new int[paths.Count];
        _recovered = Array.IndexOf(paths.ToArray(), RecoveredPath);
        _time = Array.IndexOf(paths.ToArray(), TimePath);
        _filled = Enumerable.Range(0, paths.Count).Select(projection.FilledSlot).ToArray();
    }

    /// <summary>Writes down whole records.</summary>
    public EvtxFieldWriter Fields { get; } = new();

    /// <summary>The templates of the logs that were read.</summary>
    public TemplateStore Templates { get; } = new();

    /// <summary>Finds the values of a record; false, with the reason, if it is damaged.</summary>
    public bool TryRead(in EvtxRecord record, out EvtxLossReason reason)
    {
        _isRecovered = record.IsRecovered;
        return _row.TryRead(record, out reason);
    }

    /// <summary>Whether the record that was read last has a value, if only an empty one, in a slot.</summary>
    public bool Has(int slot) => slot == _recovered ? _isRecovered : _row.IsFilled(_filled[slot]);

    /// <summary>The value of a slot of the record that was read last: null if there is none, a list if there are several.</summary>
    public EqlValue Value(int slot) =>
        !Has(slot) ? default : slot == _recovered ? EqlValue.True : ValueOf(_filled[slot], slot == _time);

    /// <summary>The date that a value of <see cref="TimePath"/> is.</summary>
    public static bool TryGetTime(in EvtxValueRef value, out Timestamp time)
    {
        time = default;
        if (value.Type != BinaryXmlType.FileTime || !value.TryGetFileTime(out long fileTime))
        {
            return false;
        }

        time = Timestamp.FromFileTime(fileTime);
        return true;
    }

    private EqlValue ValueOf(int slot, bool isTime)
    {
        if (_row.TryGetOnly(slot, out EvtxValueRef only))
        {
            return isTime && TryGetTime(only, out Timestamp time)
                ? EqlValue.From(time) : EqlValue.From(_texts.Get(only, ref _places[slot]));
        }

        int count = 0;
        EqlValue[] list = _lists[slot] ??= new EqlValue[4];
        foreach (EvtxValueRef value in _row.GetValues(slot))
        {
            if (count == list.Length)
            {
                Array.Resize(ref list, count * 2);
                _lists[slot] = list;
            }

            list[count++] = EqlValue.From(_texts.Get(value, ref _places[slot]));
        }

        return EqlValue.List(list, 0, count);
    }
}
