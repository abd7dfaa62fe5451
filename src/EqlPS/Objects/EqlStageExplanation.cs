using EqlPS.Explanation;

namespace EqlPS.Objects;

/// <summary>What the stages of a sequence or sample make of an event.</summary>
public sealed class EqlStageExplanation
{
    internal EqlStageExplanation(EventTrace trace)
    {
        Event = new EqlEvent(trace.Source);
        Stages = trace.Stages.ToArray();
        Keys = trace.Keys.ToArray();
        Conditions = trace.Conditions.ToArray();
    }

    /// <summary>Numbers of the stages that the event satisfies, from 1; 0 for <c>until</c>.</summary>
    public int[] Stages { get; }

    /// <summary>Its join keys there.</summary>
    public string[] Keys { get; }

    /// <summary>The condition of every stage, <c>until</c> last, as a tree.</summary>
    public ExplainedPart[] Conditions { get; }

    /// <summary>The event.</summary>
    public EqlEvent Event { get; }
}
