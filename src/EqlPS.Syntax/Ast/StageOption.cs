namespace EqlPS.Ast;

/// <summary><c>with name=value</c> behind a stage; the only known name is <c>runs</c>.</summary>
internal sealed record StageOption(string Name, LiteralExpression Value) : Node;
