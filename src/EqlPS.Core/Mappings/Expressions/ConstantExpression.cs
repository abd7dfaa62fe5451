using EqlPS.Values;

namespace EqlPS.Mappings.Expressions;

/// <summary>A value that stands in the file.</summary>
internal sealed record ConstantExpression(EqlValue Value) : MappingExpression;
