using EqlPS.Evaluation;
using EqlPS.Values;

namespace EqlPS.Mappings.Compilation;

/// <summary>The rules of one event id, or of one kind of records, that feed the wanted fields.</summary>
/// <param name="registers">One for each field that can be computed.</param>
/// <param name="registerOf">By wanted slot: the register that feeds it, or -1.</param>
internal sealed class MappingProgram(MappingNode[] registers, int[] registerOf) : FieldLayout
{
    /// <summary>How registers are computed; each refers only to others that do not refer to it.</summary>
    public MappingNode[] Registers => registers;

    public override bool IsConstant(int slot, out EqlValue value)
    {
        value = default;
        if (registerOf[slot] < 0)
        {
            return true;
        }

        if (registers[registerOf[slot]] is ConstantNode constant)
        {
            value = constant.Value;
            return true;
        }

        return false;
    }

    /// <summary>The value of a wanted slot for the record in the frame.</summary>
    public EqlValue Value(MappingFrame frame, int slot) => registerOf[slot] is >= 0 and int register ? frame.Register(register) : default;

    /// <summary>False if a wanted slot has no value for the record in the frame.</summary>
    public bool MayHave(MappingFrame frame, int slot) => registerOf[slot] is >= 0 and int register && frame.MayHaveRegister(register);
}
