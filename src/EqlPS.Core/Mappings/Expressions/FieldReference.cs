namespace EqlPS.Mappings.Expressions;

/// <summary>Another mapped field of the same event.</summary>
internal sealed record FieldReference(string Path) : MappingExpression;
