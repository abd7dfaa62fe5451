namespace EqlPS.Ast;

/// <summary>What a statement looks for: single events, a sequence, a sample or a join.</summary>
internal abstract record QueryBody : Node;
