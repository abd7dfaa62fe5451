using EqlPS.Events.Raw;
using EqlPS.Values;

namespace EqlPS.Mappings.Compilation;

/// <summary>
/// What nodes work with while one record is mapped. Raw values are read and fields computed when they are first asked for, and then
/// remembered until the next record.
/// </summary>
internal sealed class MappingFrame(int rawCount)
{
    private static readonly RawValues Nothing = new RawValueArray([]);

    private readonly EqlValue[] _rawValues = new EqlValue[rawCount];

    // The record for which something was last read or computed.
    private readonly int[] _rawReadFor = new int[rawCount];
    private EqlValue[] _registers = [];
    private int[] _computedFor = [];
    private MappingNode[] _nodes = [];
    private RawValues _raw = Nothing;
    private int _record;

    /// <summary>Begins a record, which must stay where it is for as long as it is mapped.</summary>
    public void Begin(RawValues raw)
    {
        _raw = raw;
        if (++_record == int.MaxValue)
        {
            Array.Clear(_rawReadFor, 0, _rawReadFor.Length);
            Array.Clear(_computedFor, 0, _computedFor.Length);
            _record = 1;
        }
    }

    /// <summary>Chooses what the registers of the record are.</summary>
    public void Use(MappingNode[] registers)
    {
        _nodes = registers;
        if (_registers.Length < registers.Length)
        {
            _registers = new EqlValue[registers.Length];
            _computedFor = new int[registers.Length];
        }
    }

    /// <inheritdoc cref="RawValues.Presence"/>
    public ulong Presence => _raw.Presence;

    /// <summary>A value of the raw record.</summary>
    public ref readonly EqlValue Raw(int slot)
    {
        if (_rawReadFor[slot] != _record)
        {
            _rawValues[slot] = _raw.Value(slot);
            _rawReadFor[slot] = _record;
        }

        return ref _rawValues[slot];
    }

    /// <summary>False if the raw record has no value in a slot.</summary>
    public bool MayHaveRaw(int slot) => _rawReadFor[slot] == _record ? !_rawValues[slot].IsNull : _raw.MayHave(slot);

    /// <summary>A field.</summary>
    public EqlValue Register(int register)
    {
        if (_computedFor[register] != _record)
        {
            _registers[register] = _nodes[register].Evaluate(this);
            _computedFor[register] = _record;
        }

        return _registers[register];
    }

    /// <summary>False if a field has no value.</summary>
    public bool MayHaveRegister(int register) =>
        _computedFor[register] == _record ? !_registers[register].IsNull : _nodes[register].MayHave(this);
}
