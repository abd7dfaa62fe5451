using EqlPS.Explanation;

namespace EqlPS.Objects;

/// <summary>Why the events of a pipeline match a sequence or sample, or do not.</summary>
public sealed class EqlSequenceExplanation
{
    internal EqlSequenceExplanation(string name, SequenceExplanation explanation)
    {
        Name = name;
        MatchCount = explanation.MatchCount;
        Reasons = explanation.Reasons.ToArray();
        Stages = explanation.Stages.ToArray();
        EventCount = explanation.EventCount;
        Events = explanation.Events.Select(trace => new EqlStageExplanation(trace)).ToArray();
    }

    /// <summary>Name of the rule, or <c>Query</c>.</summary>
    public string Name { get; }

    /// <summary>Whether there is a match.</summary>
    public bool IsMatch => MatchCount > 0;

    /// <summary>Matches.</summary>
    public long MatchCount { get; }

    /// <summary>Why there is none, a sentence each.</summary>
    public string[] Reasons { get; }

    /// <summary>The stages, <c>until</c> last, with the number of events that satisfy each.</summary>
    public ExplainedStage[] Stages { get; }

    /// <summary>All events.</summary>
    public long EventCount { get; }

    /// <summary>The first thousand events, each with the stages it satisfies.</summary>
    public EqlStageExplanation[] Events { get; }
}
