namespace EqlPS.Events;

/// <summary>Where an event came from.</summary>
/// <param name="Source">The file's path as given, or <c>-</c> for standard input.</param>
/// <param name="Record">Number of the record in its source, from 1; for JSON lines the line number.</param>
/// <param name="Offset">Byte offset of the record in its (unpacked) source.</param>
internal readonly record struct EventLocation(string Source, long Record, long Offset);
