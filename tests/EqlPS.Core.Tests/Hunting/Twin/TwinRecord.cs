namespace EqlPS.Tests.Hunting.Twin;

/// <summary>A made-up Windows event before it has a form.</summary>
/// <param name="Provider">The provider's name.</param>
/// <param name="Channel">The log.</param>
/// <param name="Id">The event id.</param>
/// <param name="Computer">The computer; null for none.</param>
/// <param name="Number">The record number; null for none.</param>
/// <param name="Time">When it happened.</param>
/// <param name="Data">Its values: text, number, truth value, null or a list of such. Names may come twice.</param>
internal sealed record TwinRecord(
    string Provider, string Channel, int Id, string? Computer, long? Number, DateTime Time,
    IReadOnlyList<(string Name, object? Value)> Data);
