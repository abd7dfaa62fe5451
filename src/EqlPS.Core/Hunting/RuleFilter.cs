using EqlPS.Patterns;
using EqlPS.Rules;

namespace EqlPS.Hunting;

/// <summary>
/// Chooses rules by what they say of themselves. Texts are compared without regard to case and may hold <c>*</c> and <c>?</c>.
/// </summary>
internal sealed class RuleFilter
{
    /// <summary>The severities wanted; empty for all.</summary>
    public IReadOnlyCollection<RuleSeverity> Severities { get; init; } = [];

    /// <summary>The least risk score, 0 to 100.</summary>
    public int MinimumRisk { get; init; }

    /// <summary>Tags of which a rule must have one; empty for any.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Tactics by name or id such as <c>TA0002</c>; empty for any.</summary>
    public IReadOnlyList<string> Tactics { get; init; } = [];

    /// <summary>Techniques and subtechniques by name or id such as <c>T1059</c>, which covers <c>T1059.001</c>; empty for any.</summary>
    public IReadOnlyList<string> Techniques { get; init; } = [];

    /// <summary>Rule ids; empty for any.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>Rule names; empty for any.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Whether a rule is wanted.</summary>
    public bool Accepts(EqlRule rule) =>
        (Severities.Count == 0 || Severities.Contains(rule.Severity))
        && rule.RiskScore >= MinimumRisk
        && IsAny(Tags, rule.Tags)
        && IsAny(Tactics, rule.Threat.SelectMany(t => new[] { t.Tactic.Id, t.Tactic.Name }))
        && IsAny(Techniques, rule.Threat.SelectMany(t => t.Techniques).SelectMany(NamesOf))
        && IsAny(Ids, [rule.RuleId])
        && IsAny(Names, [rule.Name]);

    private static IEnumerable<string> NamesOf(ThreatTechnique technique) =>
        technique.Subtechniques.SelectMany(s => new[] { s.Id, s.Name }).Concat([technique.Id, technique.Name]);

    private static bool IsAny(IReadOnlyList<string> wanted, IEnumerable<string> values)
    {
        if (wanted.Count == 0)
        {
            return true;
        }

        WildcardPattern[] patterns = wanted.Select(w => WildcardPattern.Create(w, ignoreCase: true)).ToArray();
        return values.Any(value => patterns.Any(pattern => pattern.IsMatch(value.AsSpan())));
    }
}
