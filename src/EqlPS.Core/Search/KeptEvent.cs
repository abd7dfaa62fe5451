using EqlPS.Events;
using EqlPS.Execution;

namespace EqlPS.Search;

/// <summary>An event that satisfies some stage.</summary>
/// <param name="Event">The event with its stages.</param>
/// <param name="Source">Where it came from and what it says.</param>
/// <param name="SourceNumber">Which source of the run that was.</param>
internal readonly record struct KeptEvent(StageEvent Event, SourceEvent Source, int SourceNumber);
