using EqlPS.Evaluation;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Events;

/// <summary>
/// Gathers the values of one event's slots: most have one, and those with several get a list whose storage is used again for the next
/// event.
/// </summary>
[HotPath]
internal sealed class SlotValues(int slotCount)
{
    private readonly EqlValue[]?[] _lists = new EqlValue[slotCount][];
    private readonly int[] _counts = new int[slotCount];
    private readonly int[] _touched = new int[slotCount];
    private readonly TextCache _texts = new();
    private int _touchedCount;
    private EqlValue[] _slots = [];
    private FaultCounter? _faults;

    public FaultCounter Faults => _faults!;

    /// <summary>Empties all slots.</summary>
    public void Begin(EqlValue[] slots, FaultCounter faults)
    {
        _slots = slots;
        _faults = faults;
        Array.Clear(slots, 0, slots.Length);
        for (int i = 0; i < _touchedCount; i++)
        {
            _counts[_touched[i]] = 0;
        }

        _touchedCount = 0;
    }

    /// <summary>Adds a value, neither null nor a list, to a slot.</summary>
    public void Add(int slot, in EqlValue value)
    {
        int count = _counts[slot]++;
        if (count == 0)
        {
            _touched[_touchedCount++] = slot;
            _slots[slot] = value;
            return;
        }

        EqlValue[] list = _lists[slot] ??= new EqlValue[4];
        if (count == 1)
        {
            list[0] = _slots[slot];
        }

        if (count == list.Length)
        {
            Array.Resize(ref list, list.Length * 2);
            _lists[slot] = list;
        }

        list[count] = value;
    }

    /// <summary>Puts the lists of slots with several values in place.</summary>
    public void End()
    {
        for (int i = 0; i < _touchedCount; i++)
        {
            int slot = _touched[i];
            if (_counts[slot] > 1)
            {
                _slots[slot] = EqlValue.List(_lists[slot]!, 0, _counts[slot]);
            }
        }
    }

    /// <summary>A string of UTF-8; equal short texts share one.</summary>
    public string Text(ReadOnlySpan<byte> utf8) => _texts.Get(utf8);
}
