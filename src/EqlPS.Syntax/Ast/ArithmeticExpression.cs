namespace EqlPS.Ast;

/// <summary>A left-associative run of operators of one precedence: <c>+ -</c> together, or <c>* / %</c> together.</summary>
internal sealed record ArithmeticExpression(Expression First, NodeList<ArithmeticTerm> Terms) : Expression;
