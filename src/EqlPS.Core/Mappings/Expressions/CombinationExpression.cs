using EqlPS.Mappings.Steps;

namespace EqlPS.Mappings.Expressions;

/// <summary><c>name(a, b)</c>: one value made of several.</summary>
internal sealed record CombinationExpression(CombinationDefinition Function, IReadOnlyList<MappingExpression> Arguments) : MappingExpression
{
    protected override IReadOnlyList<MappingExpression> Children => Arguments;
}
