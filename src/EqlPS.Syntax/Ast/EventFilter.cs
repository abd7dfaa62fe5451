namespace EqlPS.Ast;

/// <summary><c>category where condition</c>. A null category is the keyword <c>any</c>: every event.</summary>
internal sealed record EventFilter(string? Category, Expression Condition) : Node;
