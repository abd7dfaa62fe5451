using EqlPS.Events.Raw;

namespace EqlPS.Events;

/// <summary>Events that a mapping makes of kept raw records.</summary>
/// <param name="records">Makes records of the kept bytes.</param>
/// <param name="writer">Writes events.</param>
internal sealed class MappedEventForm(IRawRecordForm records, MappedEventWriter writer) : IEventForm
{
    public IRawRecordForm Records => records;

    public byte[] ToJson(byte[] kept, in EventLocation location) => writer.Write(records, kept, location);
}
