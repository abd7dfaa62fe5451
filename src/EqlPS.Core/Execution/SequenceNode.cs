namespace EqlPS.Execution;

/// <summary>The last event of a partial sequence with a link to the events before it, so that extending copies nothing.</summary>
internal sealed class SequenceNode(StageEvent @event, SequenceNode? previous)
{
    public StageEvent Event { get; } = @event;

    public SequenceNode? Previous { get; } = previous;
}
