using EqlPS.Values;

namespace EqlPS.Mappings.Compilation;

/// <summary>Always the same value.</summary>
internal sealed class ConstantNode(EqlValue value) : MappingNode
{
    public static ConstantNode Null { get; } = new(default);

    public EqlValue Value { get; } = value;

    public override EqlValue Evaluate(MappingFrame frame) => Value;

    public override bool MayHave(MappingFrame frame) => !Value.IsNull;
}
