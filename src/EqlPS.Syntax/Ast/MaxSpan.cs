namespace EqlPS.Ast;

/// <summary><c>with maxspan=amount unit</c> as written; whether it makes sense is for analysis to say.</summary>
/// <param name="Amount">A number literal, possibly decimal; a leading sign is not part of the grammar.</param>
/// <param name="Unit">The unit as written, or null when it is missing.</param>
internal sealed record MaxSpan(LiteralExpression Amount, string? Unit) : Node;
