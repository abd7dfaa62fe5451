namespace EqlPS.Explanation;

/// <summary>Why a sequence or sample matched, or did not.</summary>
/// <param name="MatchCount">Matches.</param>
/// <param name="Stages">The stages, <c>until</c> last.</param>
/// <param name="Reasons">Why nothing matched, a sentence each; empty if something did.</param>
/// <param name="Events">The first events, explained.</param>
/// <param name="EventCount">All events.</param>
internal sealed record SequenceExplanation(
    long MatchCount, IReadOnlyList<ExplainedStage> Stages, IReadOnlyList<string> Reasons, IReadOnlyList<EventTrace> Events,
    long EventCount);
