using EqlPS.Values;

namespace EqlPS.Mappings.Compilation;

/// <summary>A compiled expression of a mapping.</summary>
internal abstract class MappingNode
{
    public abstract EqlValue Evaluate(MappingFrame frame);
}
