namespace EqlPS.Analysis.Bound;

/// <summary>What a query looks for.</summary>
internal enum BoundQueryKind
{
    Event,
    Sequence,
    Sample,
}
