using EqlPS.Events;

namespace EqlPS.Explanation;

/// <summary>What the stages of a query make of an event.</summary>
/// <param name="Source">The event.</param>
/// <param name="Stages">Numbers of the stages it satisfies, from 1; 0 for <c>until</c>.</param>
/// <param name="Keys">Its join keys there, as texts.</param>
/// <param name="Conditions">The condition of every stage, <c>until</c> last, explained.</param>
internal sealed record EventTrace(
    SourceEvent Source, IReadOnlyList<int> Stages, IReadOnlyList<string> Keys, IReadOnlyList<ExplainedPart> Conditions);
