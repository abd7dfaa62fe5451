namespace EqlPS.Events.Records;

/// <summary>How one source path is read from JSON.</summary>
/// <param name="Target">The slot of the source path.</param>
/// <param name="Name">The source path, or the part of it that its conversion needs.</param>
/// <param name="Conversion">A number of the shape's own; 0 takes the value as it is.</param>
/// <param name="WorkSlots">Where its value may stand, best first.</param>
internal sealed record RawJsonRule(int Target, string Name, int Conversion, int[] WorkSlots);
