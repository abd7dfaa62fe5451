namespace EqlPS.Mappings.Expressions;

/// <summary>What a mapping file writes behind a field: where its value comes from and how it is converted.</summary>
internal abstract record MappingExpression
{
    /// <summary>The expression itself and all parts of it.</summary>
    public IEnumerable<MappingExpression> Parts()
    {
        yield return this;
        foreach (MappingExpression child in Children)
        {
            foreach (MappingExpression part in child.Parts())
            {
                yield return part;
            }
        }
    }

    protected virtual IReadOnlyList<MappingExpression> Children => [];
}
