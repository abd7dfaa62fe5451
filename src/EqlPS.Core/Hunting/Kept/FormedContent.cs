using EqlPS.Events;

namespace EqlPS.Hunting.Kept;

/// <summary>The JSON of an event of which its record was kept.</summary>
internal sealed class FormedContent(IEventContent record, IEventForm form, EventLocation location) : IEventContent
{
    public byte[] Read() => form.ToJson(record.Read(), location);
}
