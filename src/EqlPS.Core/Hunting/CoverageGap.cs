namespace EqlPS.Hunting;

/// <summary>A rule that could not have fired, whatever happened: something it needs never occurs in the input.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Reason">What never occurs, as one English phrase.</param>
internal sealed record CoverageGap(CompiledRule Rule, string Reason);
