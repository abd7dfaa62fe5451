namespace EqlPS.Events;

/// <summary>Where the JSON of a kept event lies when it is not in memory.</summary>
internal interface IEventContent
{
    /// <summary>The event as one JSON object on one line, UTF-8; may be called from any thread.</summary>
    byte[] Read();
}
