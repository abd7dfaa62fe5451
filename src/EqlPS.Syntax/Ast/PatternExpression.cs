namespace EqlPS.Ast;

/// <summary><c>operand : pattern</c>, <c>like</c>, <c>regex</c> and their forms.</summary>
/// <param name="Operand">What is tested.</param>
/// <param name="Operator">How.</param>
/// <param name="Patterns">One or more constants; fields and other expressions parse as well, and analysis says whether they are
/// allowed.</param>
/// <param name="IsList">Written with parentheses, even if around one item.</param>
internal sealed record PatternExpression(Expression Operand, PatternOperator Operator, NodeList<Expression> Patterns, bool IsList)
    : Expression;
