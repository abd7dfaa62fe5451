using EqlPS.Values;

namespace EqlPS.Mappings.Compilation;

/// <summary>A field that was mapped before.</summary>
internal sealed class RegisterNode(int register) : MappingNode
{
    public override EqlValue Evaluate(MappingFrame frame) => frame.Registers[register];
}
