namespace EqlPS.Events;

/// <summary>A record that could not be read.</summary>
/// <param name="Location">Where it stands.</param>
/// <param name="Reason">One English sentence without a full stop.</param>
internal sealed record InputLoss(EventLocation Location, string Reason);
