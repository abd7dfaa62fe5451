namespace EqlPS.Events.Cutting;

/// <summary>Chooses how a stream is cut.</summary>
/// <param name="beginning">What was read so far.</param>
/// <param name="isWhole">Whether that is the whole stream.</param>
internal delegate IRecordBoundary BoundaryChoice(ReadOnlySpan<byte> beginning, bool isWhole);
