using EqlPS.Evaluation;
using EqlPS.Evaluation.Conditions;

namespace EqlPS.Hunting.Candidates;

/// <summary>
/// Chooses the few rule stages that an event of one layout can satisfy. Most stages ask for a category, an event id or a field that no such
/// event has, and are gone; of the others only what an event decides is left. For one thread, since
/// it remembers answers.
/// </summary>
internal sealed class LayoutIndex
{
    private readonly KeyedStages _stages;

    /// <param name="stages">All stages of a rule set.</param>
    /// <param name="layout">The layout.</param>
    /// <param name="fields">Names the slots.</param>
    /// <param name="leaves">Those of the thread that will use the index.</param>
    public LayoutIndex(IEnumerable<RuleStage> stages, FieldLayout layout, FieldTable fields, SharedLeaves leaves)
    {
        var conditions = new LayoutConditions(fields, layout);
        var left = new List<StageTest>();
        foreach (RuleStage stage in stages)
        {
            if (conditions.AnswerOf(stage.Compiled.Condition) != false)
            {
                left.Add(new StageTest(stage, leaves.Share(conditions.Simplify(stage.Compiled.Condition))));
            }
        }

        _stages = new KeyedStages(left, fields);
    }

    /// <inheritdoc cref="RuleIndex.Find"/>
    public void Find(EvaluationContext context, List<StageTest[]> candidates)
    {
        candidates.Clear();
        _stages.Find(context, candidates);
    }
}
