using EqlPS.Events;

namespace EqlPS.Hunting;

/// <summary>A source of a run.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Restore">Makes the event of a record of it; null if its events are kept whole.</param>
internal sealed record HuntSource(string Name, Func<byte[], EventLocation, byte[]>? Restore);
