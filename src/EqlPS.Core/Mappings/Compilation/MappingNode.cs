using EqlPS.Values;

namespace EqlPS.Mappings.Compilation;

/// <summary>A compiled expression of a mapping.</summary>
internal abstract class MappingNode
{
    public abstract EqlValue Evaluate(MappingFrame frame);

    /// <summary>False if there is no value, which is told without making it; true if there is one, or only evaluation can tell.</summary>
    public abstract bool MayHave(MappingFrame frame);
}
