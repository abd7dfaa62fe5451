using EqlPS.Diagnostics;

namespace EqlPS.Analysis.Bound;

/// <summary>A stage of a sequence or sample, before <c>runs</c> repeats it.</summary>
/// <param name="Filter">The events it accepts.</param>
/// <param name="Keys">Shared keys, then its own.</param>
/// <param name="IsMissing">No such event may occur.</param>
/// <param name="Runs">How often the stage stands in the sequence; 1 unless written otherwise.</param>
internal sealed record BoundStage(BoundFilter Filter, IReadOnlyList<BoundKey> Keys, bool IsMissing, int Runs);
