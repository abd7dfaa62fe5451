namespace EqlPS.Ast;

/// <summary><c>operand [not] in[~] (items)</c>.</summary>
internal sealed record InExpression(Expression Operand, NodeList<Expression> Items, bool IsNegated, bool IgnoresCase) : Expression;
