using EqlPS.Alerts;
using EqlPS.Rules;

namespace EqlPS.Objects;

/// <summary>An alert of a rule. Its properties are what people look at first; its members are those of Elastic's alert document.</summary>
public sealed class EqlAlert : EqlDocument
{
    private readonly Alert _alert;
    private readonly int? _block;
    private EqlEvent?[]? _events;

    internal EqlAlert(Alert alert) => _alert = alert;

    /// <summary>The building block of one event of a sequence.</summary>
    /// <param name="shell">The alert of the sequence.</param>
    /// <param name="block">The place of the event, which exists, among the stages.</param>
    internal EqlAlert(Alert shell, int block)
    {
        _alert = shell;
        _block = block;
    }

    /// <summary>Time of the event, of a sequence's last one; UTC; null if it has none.</summary>
    public DateTime? Time => TimeOf("kibana.alert.original_time");

    /// <summary>The same as ISO text with all its digits.</summary>
    public string? Timestamp => TextOf("kibana.alert.original_time");

    /// <summary>The rule's severity, or what its severity mapping gives.</summary>
    public RuleSeverity Severity => _alert.Severity;

    /// <summary>The rule's risk score, or what its risk score mapping gives; 0 to 100.</summary>
    public int RiskScore => _alert.RiskScore;

    /// <summary>The rule's name, or what its name override gives.</summary>
    public string RuleName => _alert.Name;

    /// <summary>The rule's id.</summary>
    public string RuleId => _alert.Rule.RuleId;

    /// <summary>Name of the host, or the nearest to a name that the events share.</summary>
    public string? HostName => TextOf("host.name") ?? TextOf("host.hostname") ?? TextOf("host.id");

    /// <summary>Name of the user.</summary>
    public string? UserName => TextOf("user.name");

    /// <summary>Name of the process.</summary>
    public string? ProcessName => TextOf("process.name") ?? TextOf("process.executable");

    /// <summary>What the alert is about, in one sentence.</summary>
    public string Reason => TextOf("kibana.alert.reason") ?? string.Empty;

    /// <summary>The tactics of the rule, with commas between.</summary>
    public string Tactics => string.Join(", ", _alert.Rule.Threat.Select(t => t.Tactic.Name).Distinct(StringComparer.Ordinal));

    /// <summary>The techniques of the rule by id, with commas between.</summary>
    public string Techniques => string.Join(", ", _alert.Rule.Threat.SelectMany(t => t.Techniques).SelectMany(IdsOf)
        .Distinct(StringComparer.Ordinal));

    /// <summary>The file that its last event came from, or <c>pipeline</c>.</summary>
    public string? Path => Last?.Path;

    /// <summary>Number of the last event's record in that file.</summary>
    public long? Record => Last?.Record;

    /// <summary>64 hexadecimal digits, the same in every run for the same rule and events.</summary>
    public string Id => TextOf("kibana.alert.uuid") ?? _alert.Id;

    /// <summary>Whether it is the alert of one event of a sequence, which another alert stands for.</summary>
    public bool IsBuildingBlock => _block is not null;

    /// <summary>The rule.</summary>
    public EqlRule Rule => _alert.Rule;

    /// <summary>The events in stage order, null at a missing stage; one for a rule on single events.</summary>
    public EqlEvent?[] Events => _events ??= (_block is int block ? [_alert.Events[block]] : _alert.Events)
        .Select(item => item is null ? null : new EqlEvent(item.Source)).ToArray();

    internal Alert Source => _alert;

    private EqlEvent? Last => Events.LastOrDefault(item => item is not null);

    private protected override IReadOnlyList<string> Columns =>
    [
        nameof(Timestamp), nameof(Severity), nameof(RiskScore), nameof(RuleName), nameof(HostName), nameof(UserName), nameof(ProcessName),
        nameof(Reason), nameof(Tactics), nameof(Techniques), nameof(Path), nameof(Record), nameof(RuleId), nameof(Id),
    ];

    private protected override byte[] ReadDocument() => NodeValues.Write(writer =>
    {
        if (_block is int block)
        {
            AlertDocument.WriteBuildingBlock(writer, _alert, block);
        }
        else
        {
            AlertDocument.Write(writer, _alert);
        }
    });

    private static IEnumerable<string> IdsOf(ThreatTechnique technique) => technique.Subtechniques.Count > 0
        ? technique.Subtechniques.Select(s => s.Id) : [technique.Id];
}
