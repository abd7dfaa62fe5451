namespace EqlPS.Ast;

/// <summary><c>left op right</c>.</summary>
internal sealed record ComparisonExpression(Expression Left, ComparisonOperator Operator, Expression Right) : Expression;
