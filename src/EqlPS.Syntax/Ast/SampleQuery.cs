namespace EqlPS.Ast;

/// <summary>A query for unordered groups of events that share their join keys.</summary>
internal sealed record SampleQuery(NodeList<Expression> SharedKeys, NodeList<Stage> Stages) : QueryBody;
