namespace EqlPS.Mappings.Expressions;

/// <summary>A value of the raw record.</summary>
/// <param name="Path">Its source path; a plain name in a file is one below EventData.</param>
internal sealed record SourceExpression(string Path) : MappingExpression;
