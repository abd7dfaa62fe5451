using EqlPS.Execution;
using EqlPS.Rules;
using EqlPS.Values;

namespace EqlPS.Alerts;

/// <summary>
/// An alert of a rule: on a single event, or the shell of a sequence or sample, which stands for all its events. What its events say is
/// read from them when it is asked for.
/// </summary>
internal sealed class Alert
{
    // In characters. A longer name comes from an event, and is read from there when it is asked for.
    private const int LongestName = 1024;

    private readonly string? _name;

    public required EqlRule Rule { get; init; }

    /// <summary>64 hexadecimal digits, the same in every run for the same rule and events.</summary>
    public required string Id { get; init; }

    /// <summary>The events in stage order, null at a missing stage; one for a single alert.</summary>
    public required IReadOnlyList<AlertEvent?> Events { get; init; }

    /// <summary>True for the alert of a sequence or sample, which has building blocks.</summary>
    public required bool IsShell { get; init; }

    /// <summary>The place of its last event, which orders alerts.</summary>
    public required Ordinal Place { get; init; }

    /// <summary>The join key; null for a single alert.</summary>
    public JoinKey? Key { get; init; }

    /// <summary>When the alert was made.</summary>
    public required Timestamp CreatedAt { get; init; }

    /// <summary>The rule's name, or what its name override gives.</summary>
    public required string Name
    {
        get => _name ?? AlertOverrides.NameOf(Rule, ReadContent());
        init => _name = value.Length <= LongestName || value == Rule.Name ? value : null;
    }

    /// <summary>The rule's severity, or what its severity mapping gives.</summary>
    public required RuleSeverity Severity { get; init; }

    /// <summary>The rule's risk score, or what its risk score mapping gives.</summary>
    public required int RiskScore { get; init; }

    /// <summary>What was folded into the alert; null if its rule does not suppress.</summary>
    public AlertFolding? Folding { get; set; }

    /// <summary>Time of the last event; null if it has none.</summary>
    public Timestamp? Time => Place.HasTime ? Place.Time : null;

    /// <summary>True for the alerts of a rule that is made to serve other rules.</summary>
    public bool IsOfBuildingBlockRule => Rule.BuildingBlockType is not null;

    /// <summary>What its event says, or what all events that exist have in common.</summary>
    public EventNode ReadContent() => EventTree.Intersect(Events.Select(e => e is null ? null : EventTree.Read(e.Source.Json)));

    /// <summary>The order of alerts: by last event, then by rule and id.</summary>
    public static int Compare(Alert left, Alert right)
    {
        int order = Ordinal.Compare(left.Place, right.Place);
        order = order != 0 ? order : string.CompareOrdinal(left.Rule.RuleId, right.Rule.RuleId);
        return order != 0 ? order : string.CompareOrdinal(left.Id, right.Id);
    }
}
