using EqlPS.Events;
using EqlPS.Execution;
using EqlPS.Hunting;

namespace EqlPS.Alerts;

/// <summary>
/// Makes alerts of the results of rules: each set of events once for a rule, folded and limited as rule and hunt ask for.
/// </summary>
internal sealed class AlertList(EventIdentities identities, HuntOptions options)
{
    private readonly List<Alert> _alerts = [];
    private readonly List<RuleStatistics> _statistics = [];

    /// <summary>What each rule did, in the order they were added.</summary>
    public IReadOnlyList<RuleStatistics> Statistics => _statistics;

    /// <summary>Adds the results of a rule, given in order.</summary>
    public void Add(RuleRun run, IEnumerable<EqlResult> results)
    {
        Suppressor? suppressor = run.Rule.Rule.AlertSuppression is null ? null : new Suppressor(run.Rule.Rule.AlertSuppression);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        long count = 0;
        long suppressed = 0;
        long cut = 0;
        foreach (EqlResult result in results)
        {
            Alert alert = Create(run.Rule, result);
            if (!ids.Add(alert.Id))
            {
                // Events with several join keys in common are one finding.
                continue;
            }

            if (suppressor?.Accept(alert) == false)
            {
                suppressed++;
            }
            else if (count >= options.MaxAlertsPerRule)
            {
                cut++;
            }
            else
            {
                count++;
                _alerts.Add(alert);
            }
        }

        _statistics.Add(new RuleStatistics(run.Rule, run.EventCount, count, suppressed, cut, run.Pending));
    }

    /// <summary>All alerts by the place of their last event, then by rule id.</summary>
    public IReadOnlyList<Alert> InOrder()
    {
        _alerts.Sort(Alert.Compare);
        return _alerts;
    }

    private Alert Create(CompiledRule compiled, EqlResult result)
    {
        bool isShell = result.Kind != EqlResultKind.Event;
        StageEvent last = result.Events.OfType<StageEvent>().Aggregate((a, b) => StageEvent.Compare(a, b) >= 0 ? a : b);
        AlertEvent?[] events = result.Events.Select(Describe).ToArray();
        EventNode? content = !isShell && AlertOverrides.Has(compiled.Rule) ? EventTree.Read(events[0]!.Source.Json) : null;
        return new Alert
        {
            Rule = compiled.Rule,
            Id = EventIdentities.HashOf(string.Join("\n", events.Select(e => e?.Id ?? "-")) + "\n" + compiled.Rule.RuleId),
            Events = events,
            IsShell = isShell,
            Place = last.Ordinal,
            Key = result.Key,
            CreatedAt = options.Now,
            Name = content is null ? compiled.Rule.Name : AlertOverrides.NameOf(compiled.Rule, content),
            Severity = content is null ? compiled.Rule.Severity : AlertOverrides.SeverityOf(compiled.Rule, content),
            RiskScore = content is null ? compiled.Rule.RiskScore : AlertOverrides.RiskOf(compiled.Rule, content),
        };
    }

    private AlertEvent? Describe(StageEvent? stage)
    {
        var source = (SourceEvent?)stage?.Payload;
        return source is null ? null : new AlertEvent(identities.IdOf(source), source);
    }
}
