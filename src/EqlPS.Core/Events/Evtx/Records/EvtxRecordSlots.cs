using EqlPS.Events.Evtx.BinaryXml;
using EqlPS.Events.Evtx.Projection;
using EqlPS.Events.Evtx.Values;
using EqlPS.Values;

namespace EqlPS.Events.Evtx.Records;

/// <summary>
/// Puts the wanted values of records into slots. It serves all logs that one thread reads, so that a template they share is parsed and planned
/// once.
/// </summary>
internal sealed class EvtxRecordSlots
{
    private readonly EvtxRow _row;
    private readonly EvtxTextCache _texts = new();
    private readonly EqlValue[]?[] _lists;

    /// <param name="paths">The wanted source paths, in slot order.</param>
    public EvtxRecordSlots(IReadOnlyList<string> paths)
    {
        _row = new EvtxProjection(paths).CreateRow();
        _lists = new EqlValue[paths.Count][];
    }

    /// <summary>The templates of the logs that were read.</summary>
    public TemplateStore Templates { get; } = new();

    /// <summary>Reads a record; false, with the reason, if it is damaged.</summary>
    public bool TryRead(in EvtxRecord record, EqlValue[] slots, out EvtxLossReason reason)
    {
        if (!_row.TryRead(record, out reason))
        {
            return false;
        }

        for (int slot = 0; slot < _lists.Length; slot++)
        {
            slots[slot] = ValueOf(slot);
        }

        return true;
    }

    private EqlValue ValueOf(int slot)
    {
        int count = 0;
        EqlValue first = default;
        foreach (EvtxValueRef value in _row.GetValues(slot))
        {
            EqlValue text = EqlValue.From(_texts.Get(value));
            if (count == 0)
            {
                first = text;
            }
            else
            {
                EqlValue[] list = _lists[slot] ??= new EqlValue[4];
                if (count == list.Length)
                {
                    Array.Resize(ref list, count * 2);
                    _lists[slot] = list;
                }

                list[0] = first;
                list[count] = text;
            }

            count++;
        }

        return count > 1 ? EqlValue.List(_lists[slot]!, 0, count) : first;
    }
}
