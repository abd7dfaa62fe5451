using EqlPS.Alerts;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Execution;
using EqlPS.Hunting.Candidates;
using EqlPS.Hunting.Kept;
using EqlPS.Search;
using EqlPS.Values;

namespace EqlPS.Hunting;

/// <summary>
/// One run of a set of rules over any number of sources, each read once. Alerts that nothing else can change are given while input is read;
/// of the other events only those that satisfy a stage of some rule are kept, and are ordered and matched when all input is read, so that
/// neither the order of files nor that of events within them changes the alerts.
/// </summary>
/// <remarks>Everything here is for one thread; workers may read on others and hand their batches over in order.</remarks>
internal sealed class Hunt
{
    private static readonly IReadOnlyList<Alert> NoAlerts = [];

    private readonly CompiledRuleSet _rules;
    private readonly HuntOptions _options;
    private readonly bool[] _isCertain;
    private readonly RuleAlerts[] _alerts;
    private readonly SpillStore _store;
    private readonly HiddenEvents _hidden = new();
    private readonly KeptOrder[] _orders;
    private readonly OrderedMatching? _ordered;
    private readonly RecordLedger _ledger = new();
    private readonly List<string> _sources = [string.Empty];
    private readonly EventForms _forms = new();
    private readonly List<HuntWorker> _workers = [];
    private readonly HuntCounts _counts = new();
    private readonly Timestamp?[] _lastTimes;
    private List<Alert> _certain = [];
    private HuntWorker? _worker;
    private HuntBatch? _batch;
    private HuntReading? _reading;

    public Hunt(CompiledRuleSet rules, HuntOptions options)
    {
        _rules = rules;
        _options = options;
        _isCertain = rules.Rules.Select(r => r.AlertsOnSingleEvents && options.MaxAlertsPerRule is null).ToArray();
        _alerts = rules.Rules.Select(r => new RuleAlerts(r, options)).ToArray();
        _store = new SpillStore(options.MemoryBudget);
        _orders = rules.Orders.Select(_ => new KeptOrder(_store)).ToArray();
        _ordered = options.IsOrdered ? new OrderedMatching(rules, _alerts, _sources, _forms) : null;
        _lastTimes = new Timestamp?[rules.Orders.Count];
    }

    /// <summary>Events read so far.</summary>
    public long EventCount => _counts.Events;

    /// <summary>Alerts so far, given or about to be.</summary>
    public long AlertCount => _alerts.Sum(a => a.Count);

    /// <summary>Begins a source on the caller's thread. One source ends before the next begins.</summary>
    /// <param name="reader">Opened for the fields of the rule set; the caller's.</param>
    public HuntReading Begin(EventReader reader)
    {
        if (_reading is not null)
        {
            throw new InvalidOperationException("the source before this one has not ended");
        }

        _worker ??= CreateWorker();
        _batch ??= new HuntBatch(_rules.Orders.Count);
        _reading = new HuntReading(this, _worker, _batch, reader, BeginSource(reader.Location.Source));
        return _reading;
    }

    /// <summary>Reads a source to its end.</summary>
    /// <inheritdoc cref="Begin"/>
    public void Read(EventReader reader, CancellationToken cancellation)
    {
        using HuntReading reading = Begin(reader);
        reading.Read(cancellation);
    }

    /// <summary>The alerts that became certain since they were asked for last, in the order in which their events were read.</summary>
    public IReadOnlyList<Alert> TakeCertain()
    {
        if (_certain.Count == 0)
        {
            return NoAlerts;
        }

        List<Alert> taken = _certain;
        _certain = [];
        return taken;
    }

    /// <summary>
    /// Orders what was kept, matches it and makes the alerts; those that were certain and not taken are among them. Called once, at the
    /// end.
    /// </summary>
    /// <exception cref="OperationCanceledException">The hunt was cancelled.</exception>
    /// <exception cref="StoreException">The temporary file cannot be read.</exception>
    public HuntResult Complete(CancellationToken cancellation)
    {
        FieldSurvey survey = _workers.Count > 0 ? _workers[0].Survey : RuleGaps.NewSurvey(_rules);
        var faults = new FaultCounter();
        foreach (HuntWorker worker in _workers)
        {
            survey.Add(worker.Survey);
            faults.Add(worker.Faults);
        }

        List<Alert> rest = [.. TakeCertain()];
        IReadOnlyList<RuleStatistics> statistics;
        if (_ordered is not null)
        {
            statistics = _ordered.Complete(_lastTimes, faults, rest, cancellation);
            _counts.Late = _ordered.LateCount;
        }
        else
        {
            statistics = Match(faults, rest, cancellation);
        }

        rest.Sort(Alert.Compare);
        return new HuntResult(rest, statistics, _counts, faults, new RuleGaps(_rules, survey).Find(_counts, _options, statistics));
    }

    /// <summary>A worker for a thread of its own.</summary>
    internal HuntWorker CreateWorker()
    {
        var worker = new HuntWorker(_rules, _options, _isCertain, _forms);
        _workers.Add(worker);
        return worker;
    }

    /// <summary>Says that the batches that follow are of another source, and gives its number.</summary>
    internal int BeginSource(string name)
    {
        _sources.Add(name);
        return _sources.Count - 1;
    }

    /// <summary>Says that the batches that follow are of another source, which others have given a number, from 1.</summary>
    internal void BeginSource(string name, int number)
    {
        while (_sources.Count <= number)
        {
            _sources.Add(string.Empty);
        }

        _sources[number] = name;
    }

    internal void End(HuntReading reading)
    {
        if (_reading == reading)
        {
            _reading = null;
        }
    }

    /// <summary>Takes what a worker found; the batches of a source in order, and the sources one after the other.</summary>
    internal void Release(HuntBatch batch, int source)
    {
        _counts.Add(batch.Counts);
        for (int order = 0; order < _lastTimes.Length; order++)
        {
            Timestamp? last = batch.LastTimes[order];
            _lastTimes[order] = last < _lastTimes[order] ? _lastTimes[order] : last ?? _lastTimes[order];
        }

        int mark = 0;
        int certain = 0;
        long start = _ordered is null ? _store.Length : 0;
        foreach (MatchedEvent matched in batch.Matches)
        {
            int occurrence = 0;
            bool isNew = !matched.CanBeShown || _ledger.Add(matched.Id, source, out occurrence);
            _counts.Duplicates += isNew ? 0 : 1;
            if (isNew && matched.CertainCount > 0)
            {
                AddCertain(batch, certain, matched, occurrence);
            }

            certain += matched.CertainCount;
            for (int end = mark + matched.MarkCount; mark < end; mark++)
            {
                EntryMark entry = batch.Marks[mark];
                batch.Entries.Set((int)entry.Place.Position + EntryWriter.OccurrencePosition, occurrence);
                if (_ordered is null)
                {
                    _orders[entry.Order].Add(entry.Place.Moved(start));
                }
                else if (isNew)
                {
                    _ordered.Accept(batch.Entries, entry, _certain);
                }
            }
        }

        if (_ordered is null)
        {
            _store.Append(batch.Entries.Array, batch.Entries.Length);
            _hidden.Append(batch.Hidden);
        }
        else
        {
            _ordered.Advance(_lastTimes, _certain);
        }
    }

    // The alerts of one event stand in the order of their rules, whatever the index offered first.
    private void AddCertain(HuntBatch batch, int first, in MatchedEvent matched, int occurrence)
    {
        SourceEvent source = matched.Source!;
        source.Occurrence = occurrence;
        int count = matched.CertainCount;
        if (count > 1)
        {
            batch.Certain.Sort(first, count, Comparer<CertainHit>.Create((left, right) =>
                string.CompareOrdinal(left.Rule.Rule.RuleId, right.Rule.Rule.RuleId)));
        }

        for (int i = first; i < first + count; i++)
        {
            CertainHit hit = batch.Certain[i];
            _certain.Add(_alerts[hit.Rule.Number].Single(source, hit.Place));
        }
    }

    private List<RuleStatistics> Match(FaultCounter faults, List<Alert> found, CancellationToken cancellation)
    {
        bool[] isWanted = _rules.Rules.Select(r => !_isCertain[r.Number] && CanComplete(r)).ToArray();
        RuleRun?[] runs = _rules.Rules.Select(r => isWanted[r.Number] ? new RuleRun(r) : null).ToArray();
        var reader = new EntryReader(_rules, _sources, _forms);
        HiddenEvents.Reader hidden = _hidden.Open(reader, isWanted);
        if (_rules.Rules.Any(r => isWanted[r.Number] && CanBeRuledOut(r)))
        {
            foreach ((int order, EntryPlace place) in hidden.Places())
            {
                cancellation.ThrowIfCancellationRequested();
                _orders[order].Add(place);
            }
        }

        foreach (KeptEntry entry in _orders.SelectMany(order => order.InOrder(reader, isWanted, _ledger, hidden)))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (RuleHits hits in entry.Hits)
            {
                runs[hits.Rule.Number]!.Accept(new StageEvent(entry.Ordinal, entry.Payload, hits.Hits));
            }
        }

        var statistics = new List<RuleStatistics>();
        foreach (CompiledRule rule in _rules.Rules)
        {
            cancellation.ThrowIfCancellationRequested();
            RuleRun? run = runs[rule.Number];
            RuleAlerts alerts = _alerts[rule.Number];
            if (run is not null)
            {
                found.AddRange(run.Complete(_lastTimes[rule.Order.Number], faults, cancellation).Select(alerts.Accept).OfType<Alert>());
            }

            statistics.Add(new RuleStatistics(rule, alerts.Count, alerts.SuppressedCount, alerts.CutCount, run?.Pending ?? [], run?.Gap));
        }

        return statistics;
    }

    private bool CanBeRuledOut(CompiledRule rule) => _rules.Index.StagesOf(rule).Any(s => !rule.Shows(s.Definition));

    // A rule that lacks the events of a stage needs those of its other stages no more.
    private bool CanComplete(CompiledRule rule)
    {
        foreach (RuleStage stage in _rules.Index.StagesOf(rule))
        {
            if (rule.Shows(stage.Definition) && !_workers.Exists(w => w.IsStageSeen[stage.Number]))
            {
                return false;
            }
        }

        return true;
    }
}
