namespace EqlPS.Ast;

/// <summary>Unary <c>-</c> or <c>+</c>.</summary>
internal sealed record SignExpression(bool IsNegative, Expression Operand) : Expression;
