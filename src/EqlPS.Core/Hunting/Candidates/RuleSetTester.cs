using EqlPS.Evaluation;
using EqlPS.Execution;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Hunting.Candidates;

/// <summary>Finds the rules that an event concerns. One for each thread.</summary>
[HotPath]
internal sealed class RuleSetTester(CompiledRuleSet rules)
{
    private readonly StageFinder _finder = new(rules);
    private readonly List<StageTest[]> _candidates = [];
    private readonly List<JoinKey> _keys = [];
    private readonly List<StageHit>?[] _hits = new List<StageHit>?[rules.Rules.Count];
    private readonly List<CompiledRule> _touched = [];

    // The event for which a stage was last tested: the index may offer a stage twice.
    private readonly long[] _testedAt = new long[rules.Index.Stages.Count];
    private long _eventNumber;

    /// <summary>Stages by number that some event satisfied.</summary>
    public bool[] IsStageSeen { get; } = new bool[rules.Index.Stages.Count];

    /// <summary>Whether the last event can be part of a result; otherwise it can only rule results out.</summary>
    public bool CanBeShown { get; private set; }

    /// <summary>The rules of which the event in the context satisfies a stage, in no particular order; good until the next call.</summary>
    public List<CompiledRule> Test(EvaluationContext context)
    {
        foreach (CompiledRule rule in _touched)
        {
            _hits[rule.Number]!.Clear();
        }

        _touched.Clear();
        _eventNumber++;
        CanBeShown = false;
        _finder.Find(context, _candidates);
        foreach (StageTest[] tests in _candidates)
        {
            foreach (StageTest test in tests)
            {
                RuleStage stage = test.Stage;
                bool isNew = _testedAt[stage.Number] != _eventNumber;
                _testedAt[stage.Number] = _eventNumber;
                if (isNew && test.Condition.IsMet(context))
                {
                    Note(stage, context);
                }
            }
        }

        return _touched;
    }

    /// <summary>The stages of a rule that the last event satisfies; good until the next call of <see cref="Test"/>.</summary>
    public List<StageHit> HitsOf(CompiledRule rule) => _hits[rule.Number]!;

    private void Note(RuleStage stage, EvaluationContext context)
    {
        CompiledRule rule = stage.Rule;
        List<StageHit> hits = _hits[rule.Number] ??= [];
        if (hits.Count == 0 && (rules.Alerts.Excludes(rule.Rule, context) || rules.Exceptions.Excludes(rule, context)))
        {
            return;
        }

        _keys.Clear();
        stage.Compiled.Keys.Read(context, _keys);
        if (hits.Count == 0 && _keys.Count > 0)
        {
            _touched.Add(rule);
        }

        IsStageSeen[stage.Number] |= _keys.Count > 0;
        CanBeShown |= _keys.Count > 0 && rule.Shows(stage.Definition);
        foreach (JoinKey key in _keys)
        {
            hits.Add(new StageHit(stage.Definition, key));
        }
    }
}
