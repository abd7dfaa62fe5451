namespace EqlPS.Events.Cutting;

/// <summary>Where a record lies in a buffer.</summary>
/// <param name="Start">Its first byte.</param>
/// <param name="Length">Its length; 0 for a blank stretch without a record.</param>
/// <param name="Consumed">How much of the buffer is dealt with.</param>
/// <param name="Fault">What is wrong with it, or null.</param>
internal readonly record struct RecordCut(int Start, int Length, int Consumed, string? Fault)
{
    /// <summary>The line ends in what is dealt with; null if they were not counted.</summary>
    public int? Lines { get; init; }
}
