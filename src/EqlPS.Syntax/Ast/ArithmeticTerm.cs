namespace EqlPS.Ast;

/// <summary>An operator with its right operand, in a left-associative run such as <c>a - b + c</c>.</summary>
internal sealed record ArithmeticTerm(ArithmeticOperator Operator, Expression Operand) : Node;
