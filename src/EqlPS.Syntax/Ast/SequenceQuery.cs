namespace EqlPS.Ast;

/// <summary>A query for ordered events: shared join keys, time span, stages and the condition that ends a sequence early.</summary>
/// <param name="SpanBeforeKeys">The span was written before <c>by</c>, which parses but is refused.</param>
internal sealed record SequenceQuery(
    NodeList<Expression> SharedKeys, MaxSpan? MaxSpan, NodeList<Stage> Stages, Stage? Until, bool SpanBeforeKeys) : QueryBody;
