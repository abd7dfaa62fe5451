using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Evaluation;

/// <summary>What conditions look at and work with while one event is tested. Each thread has its own.</summary>
[HotPath]
internal sealed class EvaluationContext(int slotCount, FaultCounter? faults = null)
{
    private const int InitialArguments = 32;

    private readonly Slot[] _slots = new Slot[slotCount];
    private EqlValue[] _arguments = new EqlValue[InitialArguments];
    private int _argumentCount;
    private int[] _positions = [];
    private int _event = 1;
    private FieldSource _source = FieldSource.Empty;

    /// <summary>Tells the current event from those before it.</summary>
    public int EventNumber => _event;

    /// <summary>Number of slots: one for each field of the table.</summary>
    public int FieldCount => _slots.Length;

    public FaultCounter Faults { get; } = faults ?? new FaultCounter();

    /// <summary>
    /// Begins an event. Its fields are read when somebody asks for them, and then at most once; so the source must stand at the event for
    /// as long as it is looked at.
    /// </summary>
    public void Begin(FieldSource source)
    {
        _source = source;
        if (++_event == int.MaxValue)
        {
            Array.Clear(_slots, 0, _slots.Length);
            _event = 1;
        }
    }

    /// <summary>The value of a slot of the event. The reference is good until the next event begins.</summary>
    public ref readonly EqlValue Field(int slot)
    {
        ref Slot field = ref _slots[slot];
        if (field.ReadFor != _event)
        {
            field.Value = _source.Read(slot, Faults);
            field.ReadFor = _event;
        }

        return ref field.Value;
    }

    /// <summary>False if a slot of the event has no value; true if it has one, or only reading it can tell.</summary>
    public bool MayHave(int slot) => _slots[slot].ReadFor == _event ? !_slots[slot].Value.IsNull : _source.MayHave(slot);

    /// <summary>What is known of the event from its kind; null if every event can have any fields.</summary>
    public FieldLayout? Layout => _source.Layout;

    /// <inheritdoc cref="FieldSource.Presence"/>
    public ulong Presence => _source.Presence;

    /// <summary>Gives a slot of the event its value.</summary>
    public void Set(int slot, in EqlValue value)
    {
        _slots[slot].ReadFor = _event;
        _slots[slot].Value = value;
    }

    /// <summary>The single values that the field occurrences of a leaf have at the moment, where a leaf has several.</summary>
    public EqlValue[] Occurrences { get; private set; } = [];

    /// <summary>Makes room for the occurrences of a leaf.</summary>
    public EqlValue[] OccurrencesFor(int count)
    {
        if (Occurrences.Length < count)
        {
            Occurrences = new EqlValue[count];
        }

        return Occurrences;
    }

    /// <summary>As many zeros, to count the combinations of a leaf with.</summary>
    public int[] PositionsFor(int count)
    {
        if (_positions.Length < count)
        {
            _positions = new int[count];
        }

        Array.Clear(_positions, 0, count);
        return _positions;
    }

    /// <summary>Puts an argument of a call on the stack.</summary>
    public void Push(in EqlValue argument)
    {
        if (_argumentCount == _arguments.Length)
        {
            Array.Resize(ref _arguments, _arguments.Length * 2);
        }

        _arguments[_argumentCount++] = argument;
    }

    /// <summary>The last <paramref name="count"/> arguments; valid until the next push.</summary>
    public Span<EqlValue> Arguments(int count) => _arguments.AsSpan(_argumentCount - count, count);

    public void Pop(int count) => _argumentCount -= count;

    private struct Slot
    {
        public EqlValue Value;

        // The event for which the value was read. Numbers start anew long before they could repeat: see Begin.
        public int ReadFor;
    }
}
