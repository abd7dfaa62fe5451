using EqlPS.Mappings.Steps;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Mappings.Compilation;

/// <summary>One value made of several.</summary>
[HotPath]
internal sealed class CombinationNode(Combination combination, MappingNode[] arguments) : MappingNode
{
    private readonly EqlValue[] _values = new EqlValue[arguments.Length];

    public override EqlValue Evaluate(MappingFrame frame)
    {
        for (int i = 0; i < arguments.Length; i++)
        {
            _values[i] = arguments[i].Evaluate(frame);
        }

        return combination(_values);
    }

    public override bool MayHave(MappingFrame frame) => true;
}
