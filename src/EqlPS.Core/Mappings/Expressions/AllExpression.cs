namespace EqlPS.Mappings.Expressions;

/// <summary><c>a + b</c>: the values of all, one after the other.</summary>
internal sealed record AllExpression(IReadOnlyList<MappingExpression> Items) : MappingExpression
{
    protected override IReadOnlyList<MappingExpression> Children => Items;
}
