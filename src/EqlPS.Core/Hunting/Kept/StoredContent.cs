using EqlPS.Events;

namespace EqlPS.Hunting.Kept;

/// <summary>The JSON of an event that lies in a store, which lives as long as somebody can ask for it.</summary>
internal sealed class StoredContent(SpillStore store, long position, int length) : IEventContent
{
    public byte[] Read()
    {
        byte[] json = new byte[length];
        store.Read(position, json, json.Length);
        return json;
    }
}
