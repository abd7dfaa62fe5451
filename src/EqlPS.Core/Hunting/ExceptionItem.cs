using EqlPS.Ast;

namespace EqlPS.Hunting;

/// <summary>One exception: events that satisfy its condition are not looked at.</summary>
/// <param name="Name">How people know it; its text if it has no name.</param>
/// <param name="Condition">Which events it leaves out.</param>
/// <param name="ListId">The list it belongs to, or null. If a rule names that list, the exception holds for such rules only; else for
/// every rule.</param>
internal sealed record ExceptionItem(string Name, Expression Condition, string? ListId);
