using EqlPS.Events;
using EqlPS.Execution;
using EqlPS.Hunting;

namespace EqlPS.Alerts;

/// <summary>
/// Makes alerts of the results of one rule, which come in order: each set of events once, folded and limited as rule and hunt ask for.
/// </summary>
internal sealed class RuleAlerts(CompiledRule rule, HuntOptions options)
{
    private readonly Suppressor? _suppressor = rule.Rule.AlertSuppression is null ? null : new Suppressor(rule.Rule.AlertSuppression);
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    /// <summary>Alerts made.</summary>
    public long Count { get; private set; }

    /// <summary>Alerts folded into others.</summary>
    public long SuppressedCount { get; private set; }

    /// <summary>Alerts left out because there were the most allowed.</summary>
    public long CutCount { get; private set; }

    /// <summary>The alert of a single event that no other result can be the same as, and that no limit concerns.</summary>
    public Alert Single(SourceEvent source, in Ordinal place)
    {
        Count++;
        return Create([new AlertEvent(EventIdentity.Of(source), source)], isShell: false, place, key: null);
    }

    /// <summary>Takes the next result and gives its alert; null if it makes none.</summary>
    public Alert? Accept(EqlResult result)
    {
        Alert alert = Create(result);
        if (!_ids.Add(alert.Id))
        {
            // Events with several join keys in common are one finding.
            return null;
        }

        if (_suppressor?.Accept(alert) == false)
        {
            SuppressedCount++;
            return null;
        }

        if (Count >= options.MaxAlertsPerRule)
        {
            CutCount++;
            return null;
        }

        Count++;
        return alert;
    }

    private Alert Create(EqlResult result)
    {
        StageEvent last = result.Events.OfType<StageEvent>().Aggregate((a, b) => StageEvent.Compare(a, b) >= 0 ? a : b);
        AlertEvent?[] events = result.Events.Select(Describe).ToArray();
        return Create(events, result.Kind != EqlResultKind.Event, last.Ordinal, result.Key);
    }

    private Alert Create(AlertEvent?[] events, bool isShell, in Ordinal place, Values.JoinKey? key)
    {
        EventNode? content = !isShell && AlertOverrides.Has(rule.Rule) ? EventTree.Read(events[0]!.Source.Json) : null;
        return new Alert
        {
            Rule = rule.Rule,
            Id = EventIdentity.HashOf(string.Join("\n", events.Select(e => e?.Id ?? "-")) + "\n" + rule.Rule.RuleId),
            Events = events,
            IsShell = isShell,
            Place = place,
            Key = key,
            CreatedAt = options.Now,
            Name = content is null ? rule.Rule.Name : AlertOverrides.NameOf(rule.Rule, content),
            Severity = content is null ? rule.Rule.Severity : AlertOverrides.SeverityOf(rule.Rule, content),
            RiskScore = content is null ? rule.Rule.RiskScore : AlertOverrides.RiskOf(rule.Rule, content),
        };
    }

    private static AlertEvent? Describe(StageEvent? stage) =>
        stage?.Payload is SourceEvent source ? new AlertEvent(EventIdentity.Of(source), source) : null;
}
