namespace EqlPS.Ast;

/// <summary>The old <c>join</c> command: it parses, and analysis refuses it.</summary>
internal sealed record JoinQuery(NodeList<Expression> SharedKeys, NodeList<Stage> Stages, Stage? Until) : QueryBody;
