namespace EqlPS.Ast;

/// <summary>Anything that has a value: a field, a constant, an operator, a call.</summary>
internal abstract record Expression : Node;
