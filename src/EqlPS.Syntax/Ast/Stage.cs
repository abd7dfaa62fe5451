namespace EqlPS.Ast;

/// <summary>One bracket of a sequence, sample or join, with its own join keys and option.</summary>
/// <param name="Filter">The events the stage accepts.</param>
/// <param name="IsMissing">Written <c>![...]</c>: no such event may occur.</param>
/// <param name="Keys">The stage's own join keys, after the shared ones.</param>
/// <param name="Option"><c>with name=value</c>, or null.</param>
internal sealed record Stage(EventFilter Filter, bool IsMissing, NodeList<Expression> Keys, StageOption? Option) : Node;
