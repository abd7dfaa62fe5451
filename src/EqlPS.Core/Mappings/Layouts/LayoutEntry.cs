namespace EqlPS.Mappings.Layouts;

/// <summary>One order of values of an event.</summary>
/// <param name="Provider">The provider's name.</param>
/// <param name="EventId">The event id.</param>
/// <param name="Version">The version of the event that has it.</param>
/// <param name="Layout">The names.</param>
internal sealed record LayoutEntry(string Provider, string EventId, string Version, DataLayout Layout);
