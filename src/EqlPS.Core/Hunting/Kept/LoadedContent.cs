using EqlPS.Events;

namespace EqlPS.Hunting.Kept;

/// <summary>The JSON of an event in memory.</summary>
internal sealed class LoadedContent(byte[] json) : IEventContent
{
    public byte[] Read() => json;
}
