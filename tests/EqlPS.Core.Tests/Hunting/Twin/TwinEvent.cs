using EqlPS.Events;
using EqlPS.Execution;

namespace EqlPS.Tests.Hunting.Twin;

/// <summary>What the slow hunt remembers of an event.</summary>
/// <param name="Location">Where it stands.</param>
/// <param name="Source">The number of its source.</param>
/// <param name="Record">The hash of its record, and how many identical ones come before it in its source.</param>
/// <param name="Id">Its id in alerts.</param>
internal sealed record TwinEvent(EventLocation Location, int Source, (string Hash, int Occurrence) Record, string Id)
{
    /// <summary>The event of a result, or of a hit.</summary>
    public static TwinEvent Of(StageEvent hit) => (TwinEvent)hit.Payload;
}
