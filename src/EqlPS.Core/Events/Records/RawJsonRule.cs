using EqlPS.Platform;

namespace EqlPS.Events.Records;

/// <summary>How one source path is read from JSON.</summary>
/// <param name="Name">The source path, or the part of it that its conversion needs.</param>
/// <param name="Conversion">A number of the shape's own; 0 takes the value as it is.</param>
/// <param name="WorkSlots">Where its value may stand, best first.</param>
[HotPath]
internal sealed record RawJsonRule(string Name, int Conversion, int[] WorkSlots)
{
    /// <summary>The only place where its value may stand; -1 if there are several.</summary>
    public int OnlySlot { get; } = WorkSlots.Length == 1 ? WorkSlots[0] : -1;

    /// <summary>Whether the conversion looks for the value itself.</summary>
    public bool IsComputed { get; init; }
}
