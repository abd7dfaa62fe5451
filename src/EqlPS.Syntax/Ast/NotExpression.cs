namespace EqlPS.Ast;

/// <summary><c>not operand</c>.</summary>
internal sealed record NotExpression(Expression Operand) : Expression;
