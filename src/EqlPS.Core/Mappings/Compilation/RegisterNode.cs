using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Mappings.Compilation;

/// <summary>Another field of the event.</summary>
[HotPath]
internal sealed class RegisterNode(int register) : MappingNode
{
    public override EqlValue Evaluate(MappingFrame frame) => frame.Register(register);

    public override bool MayHave(MappingFrame frame) => frame.MayHaveRegister(register);
}
