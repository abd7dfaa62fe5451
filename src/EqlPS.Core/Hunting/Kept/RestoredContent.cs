using EqlPS.Events;

namespace EqlPS.Hunting.Kept;

/// <summary>The JSON of an event of which the record is kept.</summary>
internal sealed class RestoredContent(IEventContent record, Func<byte[], EventLocation, byte[]> restore, EventLocation location)
    : IEventContent
{
    public byte[] Read() => restore(record.Read(), location);
}
