using EqlPS.Alerts;
using EqlPS.Analysis.Bound;
using EqlPS.Evaluation;
using EqlPS.Execution;
using EqlPS.Hunting;
using EqlPS.Search;
using EqlPS.Tests.Execution;
using EqlPS.Values;

namespace EqlPS.Tests.Hunting.Twin;

/// <summary>One rule that is shown every event, and that looks for its results in all its hits at the end.</summary>
internal sealed class SlowRule
{
    private readonly BoundQuery _query;
    private readonly List<SlowStage> _stages;
    private readonly OrdinalReader _ordinals;
    private readonly List<StageEvent> _hits = [];
    private Timestamp? _last;

    /// <param name="rule">A rule without pipes and suppression.</param>
    /// <param name="fields">Receives its fields.</param>
    public SlowRule(CompiledRule rule, FieldTable fields)
    {
        Rule = rule;
        _query = rule.Query.Bound;
        Assert.True(_query.Pipes.Count == 0 && rule.Rule.AlertSuppression is null, "pipes and suppression have no slow twin here");
        _stages = _query.Stages.Select((stage, i) => new SlowStage(stage, i, fields, rule.Query.Now)).ToList();
        if (_query.Until is not null)
        {
            _stages.Add(new SlowStage(_query.Until, StageHit.Until, fields, rule.Query.Now));
        }

        _ordinals = new OrdinalReader(fields, rule.Query.Options);
    }

    public CompiledRule Rule { get; }

    public void Test(EvaluationContext context, Func<int, EqlValue> values, TwinEvent next, IRecordHash hash)
    {
        if (_ordinals.TimeOf(context) is Timestamp time && !(time < _last))
        {
            _last = time;
        }

        var hits = new List<StageHit>();
        _stages.ForEach(stage => stage.Test(context, values, hits));
        if (hits.Count > 0)
        {
            _hits.Add(new StageEvent(_ordinals.Read(context, next.Location.Record, hash), next, [.. hits]));
        }
    }

    /// <summary>The alerts, and the sequences that the end of the data leaves open, written as alerts are.</summary>
    public (List<TwinAlert> Alerts, List<string> Pending) Complete()
    {
        IEnumerable<StageEvent?[]> results;
        string[] pending = [];
        switch (_query.Kind)
        {
            case BoundQueryKind.Event:
                // What is certain at once is shown as it stands in the source that was read first.
                results = OnceEach(_hits).Select(hit => (StageEvent?[])[hit]);
                break;
            case BoundQueryKind.Sample:
                results = FirstSamples();
                break;
            default:
                ReferenceResult[] found = SequenceReference.FindAll(
                    SequencePlanner.Plan(_query, Rule.Query.Options), InOrder().Where(e => e.Ordinal.HasTime).ToArray(), _last).ToArray();
                results = found.Where(r => r.PendingUntil is null).Select(r => r.Events);
                pending = found.Where(r => r.PendingUntil is not null).Select(r => Names(r.Events)).ToArray();
                break;
        }

        return (results.Select(Alert).DistinctBy(a => a.Id).ToList(), [.. pending]);
    }

    public static string Names(IEnumerable<StageEvent?> events) =>
        string.Join(" + ", events.Select(e => e is null ? "-" : SlowHunt.Name(TwinEvent.Of(e).Location)));

    // Of an event in several sources the first counts.
    private static IEnumerable<StageEvent> OnceEach(IEnumerable<StageEvent> hits) => hits.DistinctBy(hit => TwinEvent.Of(hit).Record);

    private StageEvent[] InOrder()
    {
        List<StageEvent> all = [.. _hits];
        all.Sort((left, right) =>
        {
            int order = StageEvent.Compare(left, right);
            return order != 0 ? order : TwinEvent.Of(left).Source.CompareTo(TwinEvent.Of(right).Source);
        });
        return OnceEach(all).ToArray();
    }

    private IEnumerable<StageEvent[]> FirstSamples()
    {
        StageEvent[] ordered = InOrder();
        foreach (JoinKey key in ordered.SelectMany(e => e.Hits.ToArray()).Select(h => h.Key).Distinct().Order())
        {
            StageEvent[][] candidates = Enumerable.Range(0, _stages.Count)
                .Select(i => SequenceReference.Candidates(ordered, key, d => d == i).Select(n => ordered[n]).ToArray()).ToArray();
            if (FirstOf(candidates, []) is StageEvent[] sample)
            {
                yield return sample;
            }
        }
    }

    private static StageEvent[]? FirstOf(StageEvent[][] candidates, StageEvent[] chosen) =>
        chosen.Length == candidates.Length ? chosen
            : candidates[chosen.Length].Except(chosen).Select(next => FirstOf(candidates, [.. chosen, next]))
                .FirstOrDefault(s => s is not null);

    private TwinAlert Alert(StageEvent?[] events)
    {
        string ids = string.Join("\n", events.Select(e => e is null ? "-" : TwinEvent.Of(e).Id));
        StageEvent last = events.OfType<StageEvent>().Aggregate((a, b) => StageEvent.Compare(a, b) >= 0 ? a : b);
        return new TwinAlert(Rule.Rule.RuleId, EventIdentity.HashOf(ids + "\n" + Rule.Rule.RuleId), Names(events), last.Ordinal);
    }
}
