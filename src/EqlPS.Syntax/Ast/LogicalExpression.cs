namespace EqlPS.Ast;

/// <summary>
/// A run of <c>and</c> or of <c>or</c> with all its operands (two or more): flat, so that long rules nest no deeper than short ones.
/// </summary>
internal sealed record LogicalExpression(bool IsOr, NodeList<Expression> Operands) : Expression;
