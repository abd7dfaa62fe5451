using EqlPS.Events;

namespace EqlPS.Alerts;

/// <summary>An event that an alert is about.</summary>
/// <param name="Id">The event's id, which its content decides.</param>
/// <param name="Source">The event.</param>
internal sealed record AlertEvent(string Id, SourceEvent Source);
