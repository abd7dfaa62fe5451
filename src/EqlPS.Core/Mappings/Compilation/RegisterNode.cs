using EqlPS.Values;

namespace EqlPS.Mappings.Compilation;

/// <summary>Another field of the event.</summary>
internal sealed class RegisterNode(int register) : MappingNode
{
    public override EqlValue Evaluate(MappingFrame frame) => frame.Register(register);

    public override bool MayHave(MappingFrame frame) => frame.MayHaveRegister(register);
}
