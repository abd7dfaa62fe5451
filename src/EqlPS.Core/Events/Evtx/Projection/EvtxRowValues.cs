using EqlPS.Events.Evtx.Values;
using EqlPS.Platform;

namespace EqlPS.Events.Evtx.Projection;

/// <summary>Enumerates all values of a slot in document order, arrays taken apart.</summary>
[HotPath]
internal struct EvtxRowValues
{
    private readonly SlotTable _slots;
    private EvtxValueItems _items;
    private int _next;

    public EvtxRowValues(SlotTable slots, int slot)
    {
        _slots = slots;
        _items = slots.First(slot, out _next).GetItems();
    }

    public readonly EvtxValueRef Current => _items.Current;

    public readonly EvtxRowValues GetEnumerator() => this;

    public bool MoveNext()
    {
        while (!_items.MoveNext())
        {
            if (_next == 0)
            {
                return false;
            }

            _items = _slots.Further(_next, out _next).GetItems();
        }

        return true;
    }
}
