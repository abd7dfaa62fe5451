using EqlPS.Compilation;
using EqlPS.Evaluation;
using EqlPS.Execution;
using EqlPS.Values;

namespace EqlPS.Search;

/// <summary>Finds the stages of a query that an event satisfies, with the join keys it has there.</summary>
internal sealed class StageTester(CompiledQuery query)
{
    private readonly List<StageHit> _hits = [];
    private readonly List<JoinKey> _keys = [];

    /// <summary>The hits of the event in the context; empty if it concerns the query in no way.</summary>
    public IReadOnlyList<StageHit> Test(EvaluationContext context)
    {
        _hits.Clear();
        for (int i = 0; i < query.Stages.Count; i++)
        {
            Test(query.Stages[i], i, context);
        }

        if (query.Until is not null)
        {
            Test(query.Until, StageHit.Until, context);
        }

        return _hits;
    }

    private void Test(CompiledStage stage, int definition, EvaluationContext context)
    {
        if (!stage.Condition.IsMet(context))
        {
            return;
        }

        _keys.Clear();
        stage.Keys.Read(context, _keys);
        foreach (JoinKey key in _keys)
        {
            _hits.Add(new StageHit(definition, key));
        }
    }
}
