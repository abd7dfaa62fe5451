using EqlPS.Execution;
using EqlPS.Values;

namespace EqlPS.Tests.Execution;

/// <summary>A sequence that the reference found.</summary>
/// <param name="Last">Its last event.</param>
/// <param name="Key">Its join key.</param>
/// <param name="Events">Its events in stage order, null at a missing stage.</param>
/// <param name="PendingUntil">The latest instant at which an event would spoil it; null if it is certain.</param>
internal sealed record ReferenceResult(StageEvent Last, JoinKey Key, StageEvent?[] Events, Timestamp? PendingUntil);
