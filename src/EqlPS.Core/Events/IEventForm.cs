namespace EqlPS.Events;

/// <summary>Makes events of the bytes that were kept of them: reading a record once more costs less than making a document of each that may be shown.</summary>
internal interface IEventForm
{
    /// <summary>The event as one JSON object on one line, UTF-8; may be called from any thread.</summary>
    /// <param name="kept">The bytes that were kept.</param>
    /// <param name="location">Where the event came from.</param>
    byte[] ToJson(byte[] kept, in EventLocation location);
}
