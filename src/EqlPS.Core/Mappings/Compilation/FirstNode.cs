using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Mappings.Compilation;

/// <summary>The first of several that has a value.</summary>
[HotPath]
internal sealed class FirstNode(MappingNode[] items) : MappingNode
{
    public MappingNode[] Items => items;

    public override EqlValue Evaluate(MappingFrame frame)
    {
        foreach (MappingNode item in items)
        {
            EqlValue value = item.Evaluate(frame);
            if (!value.IsNull)
            {
                return value;
            }
        }

        return default;
    }

    public override bool MayHave(MappingFrame frame)
    {
        foreach (MappingNode item in items)
        {
            if (item.MayHave(frame))
            {
                return true;
            }
        }

        return false;
    }
}
