using EqlPS.Events;
using EqlPS.Search;

namespace EqlPS.Hunting;

/// <summary>An event that satisfies a stage of some rule, as a batch holds it.</summary>
/// <param name="Id">Its content.</param>
/// <param name="Source">The event, if it is certain to be part of an alert; else null.</param>
/// <param name="CanBeShown">Whether it can be part of an alert at all.</param>
/// <param name="MarkCount">How many of the batch's entries are this event's.</param>
/// <param name="CertainCount">How many of the batch's certain hits are this event's.</param>
internal readonly record struct MatchedEvent(RecordId Id, SourceEvent? Source, bool CanBeShown, int MarkCount, int CertainCount);
