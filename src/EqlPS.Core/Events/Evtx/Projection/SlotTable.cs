using EqlPS.Events.Evtx.Values;
using EqlPS.Platform;

namespace EqlPS.Events.Evtx.Projection;

/// <summary>The values of a row's slots, usually one each; clearing costs only what was set.</summary>
[HotPath]
internal sealed class SlotTable(int count)
{
    private readonly Entry[] _slots = new Entry[count];
    private readonly int[] _touched = new int[count];
    private readonly List<Entry> _more = [];
    private int _touchedCount;

    public int Count => _slots.Length;

    /// <summary>The first value of a slot, or none.</summary>
    public EvtxValueRef this[int slot] => _slots[slot].Value;

    public bool IsFilled(int slot) => !_slots[slot].Value.IsNone;

    public void Append(int slot, in EvtxValueRef value)
    {
        ref Entry first = ref _slots[slot];
        if (first.Value.IsNone)
        {
            first.Value = value;
            _touched[_touchedCount++] = slot;
            return;
        }

        _more.Add(new Entry { Value = value });
        if (first.Next == 0)
        {
            first.Next = _more.Count;
        }
        else
        {
            Entry last = _more[first.Last - 1];
            last.Next = _more.Count;
            _more[first.Last - 1] = last;
        }

        first.Last = _more.Count;
    }

    /// <summary>The first value of a slot and the place of the next one, 0 for none.</summary>
    public EvtxValueRef First(int slot, out int next)
    {
        next = _slots[slot].Next;
        return _slots[slot].Value;
    }

    /// <summary>The value at a place that <see cref="First"/> or this method gave, and the place of the next one.</summary>
    public EvtxValueRef Further(int place, out int next)
    {
        Entry entry = _more[place - 1];
        next = entry.Next;
        return entry.Value;
    }

    public void Clear()
    {
        for (int i = 0; i < _touchedCount; i++)
        {
            _slots[_touched[i]] = default;
        }

        _touchedCount = 0;
        _more.Clear();
    }

    private struct Entry
    {
        public EvtxValueRef Value;

        /// <summary>Place of the slot's next value in the list of further ones, from 1; 0 for none.</summary>
        public int Next;

        /// <summary>Place of the slot's last value in that list.</summary>
        public int Last;
    }
}
