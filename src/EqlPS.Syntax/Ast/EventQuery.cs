namespace EqlPS.Ast;

/// <summary>A query for single events.</summary>
internal sealed record EventQuery(EventFilter Filter) : QueryBody;
