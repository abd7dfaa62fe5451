using EqlPS.Alerts;
using EqlPS.Rules;

namespace EqlPS.Cli.Commands;

/// <summary>Counts the alerts of a run.</summary>
internal sealed class HuntTally
{
    private readonly SortedDictionary<RuleSeverity, long> _bySeverity = [];

    /// <summary>Alerts given.</summary>
    public long Given { get; private set; }

    /// <summary>Alerts that an earlier run gave.</summary>
    public long Old { get; set; }

    /// <summary>Alerts given by severity, the worst first.</summary>
    public IEnumerable<KeyValuePair<RuleSeverity, long>> BySeverity => _bySeverity.Reverse();

    public void Add(Alert alert)
    {
        Given++;
        _bySeverity[alert.Severity] = _bySeverity.GetValueOrDefault(alert.Severity) + 1;
    }
}
