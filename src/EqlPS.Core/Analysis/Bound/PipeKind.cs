namespace EqlPS.Analysis.Bound;

/// <summary>The pipes.</summary>
internal enum PipeKind
{
    Head,
    Tail,
    Count,
    Unique,
    UniqueCount,
    Filter,
    Sort,
}
