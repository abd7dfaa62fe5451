using EqlPS.Analysis.Bound;
using EqlPS.Evaluation;
using EqlPS.Execution;
using EqlPS.Search;
using EqlPS.Values;

namespace EqlPS.Hunting;

/// <summary>One rule in one hunt: takes the events that concern it in ascending order and gives the results of its query.</summary>
internal sealed class RuleRun
{
    private readonly CompiledRule _rule;
    private readonly List<EqlResult> _singles = [];
    private readonly SequenceResults? _found;
    private readonly SequenceMatcher? _sequences;
    private readonly SampleMatcher? _samples;

    public RuleRun(CompiledRule rule)
    {
        _rule = rule;
        switch (rule.Program.Kind)
        {
            case BoundQueryKind.Sequence:
                _found = new SequenceResults();
                _sequences = new SequenceMatcher(SequencePlanner.Plan(rule.Program.Source, rule.Query.Options), _found);
                break;
            case BoundQueryKind.Sample:
                _samples = new SampleMatcher(Enumerable.Range(0, rule.Program.Stages.Count).ToArray(), maxSamplesPerKey: 1);
                break;
        }
    }

    public CompiledRule Rule => _rule;

    /// <summary>Events that satisfied some stage.</summary>
    public long EventCount { get; private set; }

    /// <summary>Sequences that become results if no event of their trailing missing stage follows; known at the end.</summary>
    public IReadOnlyList<EqlResult> Pending { get; private set; } = [];

    public void Accept(StageEvent next)
    {
        EventCount++;
        if (_sequences is not null)
        {
            _sequences.Accept(next);
        }
        else if (_samples is not null)
        {
            _samples.Accept(next);
        }
        else
        {
            _singles.Add(EqlResult.From(next));
        }
    }

    /// <summary>The results in order, with the query's pipes applied. Called once, at the end.</summary>
    /// <param name="lastTime">Time of the latest event read, whether it concerns the rule or not; null if none had one.</param>
    /// <param name="faults">Counts the faults of pipes.</param>
    public IEnumerable<EqlResult> Complete(Timestamp? lastTime, FaultCounter faults)
    {
        IEnumerable<EqlResult> results = _singles;
        if (_sequences is not null)
        {
            _sequences.Complete(lastTime);
            results = _found!.Matches().Select(EqlResult.From);
            Pending = _found.Pending().Select(EqlResult.From).ToArray();
        }
        else if (_samples is not null)
        {
            results = _samples.Complete().Select(EqlResult.From);
        }

        return _rule.Program.Source.Pipes.Count == 0 ? results : new ResultPipes(_rule.Query, new SearchOptions(), faults).Apply(results);
    }
}
