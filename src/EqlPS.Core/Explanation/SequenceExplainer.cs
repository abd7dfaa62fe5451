using EqlPS.Analysis.Bound;
using EqlPS.Compilation;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Execution;
using EqlPS.Search;
using EqlPS.Values;

namespace EqlPS.Explanation;

/// <summary>Takes the events of one input and tells what the stages of a sequence or sample make of them.</summary>
internal sealed class SequenceExplainer
{
    // Whole trees for every event would fill the memory; nobody reads more.
    private const int MostTraces = 1000;

    private readonly EqlQuery _query;
    private readonly CompiledQuery _program;
    private readonly ConditionExplainer[] _stages;
    private readonly OrdinalReader _ordinals;
    private readonly KeptEvents _kept = new();
    private readonly List<EventTrace> _traces = [];
    private readonly List<JoinKey> _keys = [];
    private readonly List<StageHit> _hits = [];
    private readonly long[] _met;
    private readonly long[] _keyed;
    private long _eventCount;
    private Timestamp? _lastTime;

    /// <param name="query">The query.</param>
    /// <param name="fields">Takes the fields that have to be read.</param>
    public SequenceExplainer(EqlQuery query, FieldTable fields)
    {
        _query = query;
        _program = query.Compile(fields);
        BoundQuery bound = query.Bound;
        IEnumerable<BoundStage> all = bound.Until is null ? bound.Stages : [.. bound.Stages, bound.Until];
        _stages = all.Select(stage => new ConditionExplainer(query.Text, stage.Filter, fields, query.Now)).ToArray();
        _met = new long[_stages.Length];
        _keyed = new long[_stages.Length];
        _ordinals = new OrdinalReader(fields, query.Options);
        _kept.BeginSource();
    }

    /// <summary>Takes the event in the context, on which the reader stands.</summary>
    public void Take(EvaluationContext context, EventReader reader)
    {
        _eventCount++;
        if (_ordinals.TimeOf(context) is Timestamp time && !(time < _lastTime))
        {
            _lastTime = time;
        }

        _hits.Clear();
        for (int i = 0; i < _stages.Length; i++)
        {
            Test(i, context);
        }

        bool isTraced = _traces.Count < MostTraces;
        if (!isTraced && _hits.Count == 0)
        {
            return;
        }

        SourceEvent source = reader.Keep();
        if (isTraced)
        {
            ExplainedPart[] conditions = Array.ConvertAll(_stages, stage => stage.Explain(context));
            _traces.Add(new EventTrace(
                source,
                Enumerable.Range(0, conditions.Length).Where(i => conditions[i].IsMet).Select(NumberOf).ToArray(),
                _hits.Select(hit => hit.Key).Distinct().Select(ShowKey).ToArray(),
                conditions));
        }

        if (_hits.Count > 0)
        {
            _kept.Add(new StageEvent(_ordinals.Read(context, source), source, [.. _hits]), source);
        }
    }

    /// <summary>Matches what was taken. Called once.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public SequenceExplanation Complete(CancellationToken cancellation)
    {
        var diagnosis = new SequenceDiagnosis(_query, [.. _kept.InOrder()], _lastTime, cancellation);
        ExplainedStage[] stages = Enumerable.Range(0, _stages.Length).Select(Describe).ToArray();
        long matches = diagnosis.CountMatches();
        return new SequenceExplanation(matches, stages, matches > 0 ? [] : diagnosis.FindReasons(stages), _traces, _eventCount);
    }

    private void Test(int index, EvaluationContext context)
    {
        bool isUntil = index == _program.Stages.Count;
        CompiledStage stage = isUntil ? _program.Until! : _program.Stages[index];
        if (!stage.Condition.IsMet(context))
        {
            return;
        }

        _met[index]++;
        _keys.Clear();
        stage.Keys.Read(context, _keys);
        _keyed[index] += _keys.Count > 0 ? 1 : 0;
        _hits.AddRange(_keys.Select(key => new StageHit(isUntil ? StageHit.Until : index, key)));
    }

    private int NumberOf(int index) => index == _program.Stages.Count ? 0 : index + 1;

    private ExplainedStage Describe(int index)
    {
        BoundStage stage = index == _program.Stages.Count ? _query.Bound.Until! : _query.Bound.Stages[index];
        string text = $"[{_stages[index].Text}]";
        return new ExplainedStage(NumberOf(index), text, stage.IsMissing, stage.Runs, _met[index], _keyed[index]);
    }

    private static string ShowKey(JoinKey key) => string.Join(", ", key.Values.Select(value => TextForm.Of(value) ?? "null"));
}
