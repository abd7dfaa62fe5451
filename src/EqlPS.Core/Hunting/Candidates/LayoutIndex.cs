using EqlPS.Evaluation;
using EqlPS.Evaluation.Conditions;

namespace EqlPS.Hunting.Candidates;

/// <summary>
/// Chooses the few rule stages that an event of one layout can satisfy. Most stages ask for a category, an event id or a field that no such
/// event has, and are gone; of the others only what an event decides is left. Immutable.
/// </summary>
internal sealed class LayoutIndex
{
    private readonly KeyedStages _stages;

    public LayoutIndex(IEnumerable<RuleStage> stages, FieldLayout layout, FieldTable fields)
    {
        var conditions = new LayoutConditions(fields, layout);
        var left = new List<StageTest>();
        foreach (RuleStage stage in stages)
        {
            Condition condition = conditions.Simplify(stage.Compiled.Condition);
            if (condition is not ConstantCondition { Answer: false })
            {
                left.Add(new StageTest(stage, condition));
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
