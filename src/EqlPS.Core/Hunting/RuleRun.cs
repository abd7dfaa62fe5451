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
    private readonly bool _isGradual;
    private ResultPipes? _pipes;

    /// <param name="rule">The rule.</param>
    /// <param name="mostPartials">
    /// The most partial sequences to remember, for a run of which results are taken as they come; null for one that ends.
    /// </param>
    public RuleRun(CompiledRule rule, int? mostPartials = null)
    {
        _rule = rule;
        _isGradual = mostPartials is not null && rule.GivesResultsAsTheyCome;
        switch (rule.Program.Kind)
        {
            case BoundQueryKind.Sequence:
                _found = new SequenceResults();
                _sequences = new SequenceMatcher(SequencePlanner.Plan(rule.Program.Source, rule.Query.Options), _found)
                {
                    MostPartials = mostPartials ?? int.MaxValue,
                };
                break;
            case BoundQueryKind.Sample:
                _samples = new SampleMatcher(Enumerable.Range(0, rule.Program.Stages.Count).ToArray(), maxSamplesPerKey: 1);
                break;
        }
    }

    public CompiledRule Rule => _rule;

    /// <summary>Sequences that become results if no event of their trailing missing stage follows; known at the end.</summary>
    public IReadOnlyList<EqlResult> Pending { get; private set; } = [];

    /// <summary>Why its filters could let nothing through, or null; known when the results are taken.</summary>
    public string? Gap => _pipes?.Filters.Select(filter => filter.WhyImpossible()).FirstOrDefault(reason => reason is not null);

    public void Accept(StageEvent next)
    {
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

    /// <summary>Moves the clock of a sequence; true if that may have given results.</summary>
    public bool AdvanceTo(Timestamp clock)
    {
        _sequences?.AdvanceTo(clock);
        return _sequences is not null;
    }

    /// <summary>The results since the last call, if this run gives them before its end; those of one instant in order.</summary>
    public IReadOnlyList<EqlResult> TakeResults()
    {
        if (!_isGradual || (_found?.MatchCount ?? _singles.Count) == 0)
        {
            return [];
        }

        EqlResult[] taken = _found is null ? [.. _singles] : _found.Matches().Select(EqlResult.From).ToArray();
        _singles.Clear();
        _found?.Clear();
        return taken;
    }

    /// <summary>The results in order, with the query's pipes applied. Called once, at the end.</summary>
    /// <param name="lastTime">Time of the latest event read, whether it concerns the rule or not; null if none had one.</param>
    /// <param name="faults">Counts the faults of pipes.</param>
    /// <param name="cancellation">Ends pipes early.</param>
    public IEnumerable<EqlResult> Complete(Timestamp? lastTime, FaultCounter faults, CancellationToken cancellation)
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

        if (_rule.Program.Source.Pipes.Count == 0)
        {
            return results;
        }

        _pipes = new ResultPipes(_rule.Query, new SearchOptions(), faults, cancellation);
        return _pipes.Apply(results);
    }
}
