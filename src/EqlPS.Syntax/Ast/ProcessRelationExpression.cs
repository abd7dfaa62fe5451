namespace EqlPS.Ast;

/// <summary><c>child of [...]</c> and its like: it parses, and analysis refuses it.</summary>
internal sealed record ProcessRelationExpression(string Relation, EventFilter Filter) : Expression;
