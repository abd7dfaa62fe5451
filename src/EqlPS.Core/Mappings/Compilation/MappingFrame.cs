using EqlPS.Events.Raw;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Mappings.Compilation;

/// <summary>
/// What nodes work with while one record is mapped. Raw values are read and fields computed when they are first asked for, and then
/// remembered until the next record.
/// </summary>
[HotPath]
internal sealed class MappingFrame(int rawCount)
{
    private static readonly RawValues Nothing = new RawValueArray([]);

    private readonly Cell[] _raws = new Cell[rawCount];
    private Cell[] _registers = [];
    private MappingNode[] _nodes = [];
    private RawValues _raw = Nothing;
    private int _record;

    /// <summary>Begins a record, which must stay where it is for as long as it is mapped.</summary>
    public void Begin(RawValues raw)
    {
        _raw = raw;
        if (++_record == int.MaxValue)
        {
            Array.Clear(_raws, 0, _raws.Length);
            Array.Clear(_registers, 0, _registers.Length);
            _record = 1;
        }
    }

    /// <summary>Chooses what the registers of the record are.</summary>
    public void Use(MappingNode[] registers)
    {
        _nodes = registers;
        if (_registers.Length < registers.Length)
        {
            _registers = new Cell[registers.Length];
        }
    }

    /// <inheritdoc cref="RawValues.Presence"/>
    public ulong Presence => _raw.Presence;

    /// <summary>A value of the raw record.</summary>
    public ref readonly EqlValue Raw(int slot)
    {
        ref Cell cell = ref _raws[slot];
        if (cell.MadeFor != _record)
        {
            cell.Value = _raw.Value(slot);
            cell.MadeFor = _record;
        }

        return ref cell.Value;
    }

    /// <inheritdoc cref="RawValues.TryReadTime"/>
    public bool TryReadTime(int slot, out Timestamp time) => _raw.TryReadTime(slot, out time);

    /// <summary>False if the raw record has no value in a slot.</summary>
    public bool MayHaveRaw(int slot) => _raws[slot].MadeFor == _record ? !_raws[slot].Value.IsNull : _raw.MayHave(slot);

    /// <summary>A field.</summary>
    public EqlValue Register(int register)
    {
        ref Cell cell = ref _registers[register];
        if (cell.MadeFor != _record)
        {
            cell.Value = _nodes[register].Evaluate(this);
            cell.MadeFor = _record;
        }

        return cell.Value;
    }

    /// <summary>False if a field has no value.</summary>
    public bool MayHaveRegister(int register) =>
        _registers[register].MadeFor == _record ? !_registers[register].Value.IsNull : _nodes[register].MayHave(this);

    private struct Cell
    {
        public EqlValue Value;

        // The record for which the value was read or computed.
        public int MadeFor;
    }
}
