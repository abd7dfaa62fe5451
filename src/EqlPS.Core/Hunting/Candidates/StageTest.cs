using EqlPS.Evaluation.Conditions;
using EqlPS.Platform;

namespace EqlPS.Hunting.Candidates;

/// <summary>A stage that an event may satisfy, and what is to be asked of the event.</summary>
/// <param name="stage">The stage.</param>
/// <param name="condition">Met by just those events that satisfy it, among those for which the test was made.</param>
[HotPath]
internal sealed class StageTest(RuleStage stage, Condition condition)
{
    public RuleStage Stage { get; } = stage;

    public Condition Condition { get; } = condition;
}
