using EqlPS.Execution;

namespace EqlPS.Search;

/// <summary>How many results a search gives, and which.</summary>
internal sealed class SearchOptions
{
    /// <summary>The most results; null for all.</summary>
    public long? Size { get; init; }

    /// <summary>Which end of the results <see cref="Size"/> keeps, where no pipe says so.</summary>
    public ResultPosition Position { get; init; } = ResultPosition.Tail;

    /// <summary>The most samples of one join key.</summary>
    public int MaxSamplesPerKey { get; init; } = 1;
}
