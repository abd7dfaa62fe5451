using EqlPS.Evaluation;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Mappings.Compilation;

/// <summary>The rules of one event id, or of one kind of records, that feed the wanted fields.</summary>
/// <param name="registers">One for each field that can be computed.</param>
/// <param name="nodes">By wanted slot: what gives its value.</param>
[HotPath]
internal sealed class MappingProgram(MappingNode[] registers, MappingNode[] nodes) : FieldLayout
{
    /// <summary>How registers are computed; each refers only to others that do not refer to it.</summary>
    public MappingNode[] Registers => registers;

    public override bool IsConstant(int slot, out EqlValue value)
    {
        var constant = nodes[slot] as ConstantNode;
        value = constant?.Value ?? default;
        return constant is not null;
    }

    /// <summary>The value of a wanted slot for the record in the frame. It is not remembered.</summary>
    public EqlValue Value(MappingFrame frame, int slot) => nodes[slot].Evaluate(frame);

    /// <summary>False if a wanted slot has no value for the record in the frame.</summary>
    public bool MayHave(MappingFrame frame, int slot) => nodes[slot].MayHave(frame);
}
