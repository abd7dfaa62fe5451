namespace EqlPS.Ast;

/// <summary>A reference to a field: its dotted path, and whether it was marked optional with <c>?</c>.</summary>
/// <param name="Path">The name with its dots, quotes removed: <c>process.name</c>. `` `a.b` `` and <c>a.b</c> are the same path.</param>
/// <param name="IsOptional">Written <c>?path</c>.</param>
/// <param name="HasIndex">Written with an array index such as <c>a[0]</c>, which parses but is refused; the path then holds the
/// index as written.</param>
internal sealed record FieldExpression(string Path, bool IsOptional, bool HasIndex = false) : Expression;
