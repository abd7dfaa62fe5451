namespace EqlPS.Mappings.Expressions;

/// <summary><c>a ?? b</c>: the first that has a value.</summary>
internal sealed record FirstExpression(IReadOnlyList<MappingExpression> Items) : MappingExpression
{
    protected override IReadOnlyList<MappingExpression> Children => Items;
}
