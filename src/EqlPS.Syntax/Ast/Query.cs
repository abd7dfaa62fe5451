namespace EqlPS.Ast;

/// <summary>A whole EQL statement: what to look for, then the pipes its results go through.</summary>
internal sealed record Query(QueryBody Body, NodeList<Pipe> Pipes) : Node;
