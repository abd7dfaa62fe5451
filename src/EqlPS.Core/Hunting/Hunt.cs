using EqlPS.Alerts;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Execution;
using EqlPS.Platform;
using EqlPS.Search;
using EqlPS.Values;

namespace EqlPS.Hunting;

/// <summary>
/// One run of a set of rules over any number of sources, each read once. Only events that satisfy a stage of some rule are kept; when all
/// input is read they are ordered and matched, so that neither the order of files nor that of events within them changes the alerts.
/// </summary>
internal sealed class Hunt
{
    private readonly CompiledRuleSet _rules;
    private readonly HuntOptions _options;
    private readonly EvaluationContext _context;
    private readonly RuleSetTester _tester;
    private readonly KeptEvents[] _kept;
    private readonly Timestamp?[] _lastTimes;
    private readonly List<RuleHits>[] _hits;
    private long _matchedCount;
    private readonly HuntCoverage _coverage;
    private readonly HuntCounts _counts = new();

    public Hunt(CompiledRuleSet rules, HuntOptions options)
    {
        _rules = rules;
        _options = options;
        _context = new EvaluationContext(rules.Fields.Count);
        _tester = new RuleSetTester(rules);
        _kept = rules.Orders.Select(_ => new KeptEvents()).ToArray();
        _hits = rules.Orders.Select(_ => new List<RuleHits>()).ToArray();
        _lastTimes = new Timestamp?[rules.Orders.Count];
        _coverage = new HuntCoverage(rules);
    }

    /// <summary>Events read so far.</summary>
    public long EventCount => _counts.Events;

    /// <summary>Reads a source, which was opened for the fields of the rule set, to its end.</summary>
    /// <exception cref="OperationCanceledException">The hunt was cancelled.</exception>
    public void Read(EventReader reader, CancellationToken cancellation)
    {
        foreach (KeptEvents kept in _kept)
        {
            kept.BeginSource();
        }

        while (reader.Read(_context))
        {
            cancellation.ThrowIfCancellationRequested();
            _counts.Events++;
            if (IsLookedAt())
            {
                Test(reader);
            }
        }
    }

    /// <summary>Orders what was kept, matches it and makes the alerts. Called once, at the end.</summary>
    /// <exception cref="OperationCanceledException">The hunt was cancelled.</exception>
    public HuntResult Complete(CancellationToken cancellation)
    {
        RuleRun[] runs = _rules.Rules.Select(rule => new RuleRun(rule)).ToArray();
        var identities = new EventIdentities();
        var distinct = new HashSet<SourceEvent>();
        for (int order = 0; order < _kept.Length; order++)
        {
            identities.BeginOrder();
            foreach (StageEvent kept in _kept[order].InOrder())
            {
                cancellation.ThrowIfCancellationRequested();
                var matched = (MatchedEvent)kept.Payload;
                distinct.Add(matched.Source);
                identities.Add(matched.Source);
                foreach (RuleHits hits in matched.Hits)
                {
                    runs[hits.Rule.Number].Accept(new StageEvent(kept.Ordinal, matched.Source, hits.Hits));
                }
            }
        }

        _counts.Duplicates = _matchedCount - distinct.Count;
        var alerts = new AlertList(identities, _options);
        foreach (RuleRun run in runs)
        {
            cancellation.ThrowIfCancellationRequested();
            alerts.Add(run, run.Complete(_lastTimes[run.Rule.Order.Number], _context.Faults));
        }

        return new HuntResult(alerts.InOrder(), alerts.Statistics, _counts, _context.Faults, _coverage.Gaps());
    }

    private bool IsLookedAt()
    {
        Timestamp? time = _rules.Orders[0].Reader.TimeOf(_context);
        bool isInside = (_options.Since is null && _options.Until is null)
            || (time is Timestamp known && !(known < _options.Since) && !(known > _options.Until));
        if (!isInside)
        {
            _counts.OutsideWindow++;
            return false;
        }

        for (int order = 0; order < _lastTimes.Length; order++)
        {
            Timestamp? own = order == 0 ? time : _rules.Orders[order].Reader.TimeOf(_context);
            if (own is Timestamp later && !(later < _lastTimes[order]))
            {
                _lastTimes[order] = later;
            }
        }

        _coverage.Observe(_context);
        if (_rules.Exceptions.Excludes(_context))
        {
            _counts.Excepted++;
            return false;
        }

        return true;
    }

    private void Test(EventReader reader)
    {
        IReadOnlyList<CompiledRule> rules = _tester.Test(_context);
        if (rules.Count == 0)
        {
            return;
        }

        SourceEvent source = _tester.CanBeShown ? reader.Keep() : KeepWithoutContent(reader);
        _matchedCount++;
        foreach (CompiledRule rule in rules)
        {
            _hits[rule.Order.Number].Add(_tester.HitsOf(rule));
        }

        for (int order = 0; order < _hits.Length; order++)
        {
            if (_hits[order].Count > 0)
            {
                var matched = new MatchedEvent(source, [.. _hits[order]]);
                _kept[order].Add(new StageEvent(_rules.Orders[order].Reader.Read(_context, source), matched), source);
                _hits[order].Clear();
            }
        }
    }

    // Some rules ask that nothing at all happens, which every event rules out: their content would fill the memory, and nobody gets to see
    // it.
    private SourceEvent KeepWithoutContent(EventReader reader)
    {
        byte[] hash = new byte[Sha256Hash.Size];
        reader.WriteHash(hash);
        return new SourceEvent(reader.Location, [], _rules.Schema, new StoredHash(hash));
    }
}
