using EqlPS.Alerts;
using EqlPS.Evaluation;
using EqlPS.Execution;
using EqlPS.Hunting.Kept;
using EqlPS.Values;

namespace EqlPS.Hunting;

/// <summary>
/// Matches events that come in order of their times, as they come. Only events of one instant are gathered, so that their order is the
/// total one; what time has passed is decided on and forgotten.
/// </summary>
internal sealed class OrderedMatching
{
    // A log that says the same time everywhere must not be gathered whole.
    private const int MostInInstant = 10_000;

    // Partial sequences without a span never end by themselves.
    private const int MostPartials = 1_000_000;

    private readonly EntryReader _reader;
    private readonly RuleAlerts[] _alerts;
    private readonly RuleRun[] _runs;
    private readonly bool[] _isWanted;
    private readonly List<KeptEntry>[] _instants;
    private readonly Timestamp[] _clocks;
    private readonly Timestamp[] _swept;

    /// <param name="rules">The rules.</param>
    /// <param name="alerts">Make the alerts of each rule.</param>
    /// <param name="sources">The names of the sources by number; grows.</param>
    /// <param name="forms">The forms of what was kept; grows.</param>
    public OrderedMatching(CompiledRuleSet rules, RuleAlerts[] alerts, IReadOnlyList<string> sources, EventForms forms)
    {
        _reader = new EntryReader(rules, sources, forms);
        _alerts = alerts;
        _runs = rules.Rules.Select(r => new RuleRun(r, MostPartials)).ToArray();
        _isWanted = rules.Rules.Select(_ => true).ToArray();
        _instants = rules.Orders.Select(_ => new List<KeptEntry>()).ToArray();
        _clocks = new Timestamp[rules.Orders.Count];
        _swept = new Timestamp[rules.Orders.Count];
    }

    /// <summary>Events that came too late to take part in sequences.</summary>
    public long LateCount { get; private set; }

    /// <summary>Takes the next event.</summary>
    /// <param name="entries">Holds it.</param>
    /// <param name="mark">Where it stands there.</param>
    /// <param name="certain">Receives the alerts that are now certain.</param>
    public void Accept(EntryBuffer entries, in EntryMark mark, List<Alert> certain)
    {
        KeptEntry entry = _reader.Read(entries, (int)mark.Place.Position, _isWanted);
        List<KeptEntry> instant = _instants[mark.Order];
        if (!entry.Ordinal.HasTime)
        {
            // Without a time there is no too late, and no part in sequences.
            Give(entry, certain);
            return;
        }

        if (entry.Ordinal.Time < _clocks[mark.Order])
        {
            LateCount++;
            return;
        }

        if (entry.Ordinal.Time > _clocks[mark.Order] || instant.Count == MostInInstant)
        {
            Flush(mark.Order, certain);
        }

        _clocks[mark.Order] = entry.Ordinal.Time;
        instant.Add(entry);
    }

    /// <summary>Moves the clocks to the latest times read, and decides on what they have passed.</summary>
    public void Advance(Timestamp?[] lastTimes, List<Alert> certain)
    {
        for (int order = 0; order < lastTimes.Length; order++)
        {
            if (lastTimes[order] is not Timestamp last || last <= _clocks[order])
            {
                continue;
            }

            Flush(order, certain);
            _clocks[order] = last;
            if (Timestamp.CompareSpan(last, _swept[order], TimeSpan.TicksPerSecond) >= 0)
            {
                _swept[order] = last;
                Sweep(order, last, certain);
            }
        }
    }

    /// <summary>Ends the input. Called once.</summary>
    public IReadOnlyList<RuleStatistics> Complete(
        Timestamp?[] lastTimes, FaultCounter faults, List<Alert> rest, CancellationToken cancellation)
    {
        for (int order = 0; order < _instants.Length; order++)
        {
            Flush(order, rest);
        }

        var statistics = new List<RuleStatistics>();
        foreach (RuleRun run in _runs)
        {
            cancellation.ThrowIfCancellationRequested();
            RuleAlerts alerts = _alerts[run.Rule.Number];
            IEnumerable<EqlResult> results = run.Complete(lastTimes[run.Rule.Order.Number], faults, cancellation);
            rest.AddRange(results.Select(alerts.Accept).OfType<Alert>());
            statistics.Add(new RuleStatistics(run.Rule, alerts.Count, alerts.SuppressedCount, alerts.CutCount, run.Pending, run.Gap));
        }

        return statistics;
    }

    private void Flush(int order, List<Alert> certain)
    {
        List<KeptEntry> instant = _instants[order];
        if (instant.Count > 1)
        {
            instant.Sort(static (left, right) => Ordinal.Compare(left.Ordinal, right.Ordinal));
        }

        foreach (KeptEntry entry in instant)
        {
            Give(entry, certain);
        }

        instant.Clear();
    }

    private void Give(KeptEntry entry, List<Alert> certain)
    {
        foreach (RuleHits hits in entry.Hits)
        {
            RuleRun run = _runs[hits.Rule.Number];
            run.Accept(new StageEvent(entry.Ordinal, entry.Payload, hits.Hits));
            Take(run, certain);
        }
    }

    private void Sweep(int order, Timestamp clock, List<Alert> certain)
    {
        foreach (RuleRun run in _runs)
        {
            if (run.Rule.Order.Number == order && run.AdvanceTo(clock))
            {
                Take(run, certain);
            }
        }
    }

    private void Take(RuleRun run, List<Alert> certain)
    {
        foreach (EqlResult result in run.TakeResults())
        {
            if (_alerts[run.Rule.Number].Accept(result) is Alert alert)
            {
                certain.Add(alert);
            }
        }
    }
}
