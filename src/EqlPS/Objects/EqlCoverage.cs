using EqlPS.Rules;

namespace EqlPS.Objects;

/// <summary>What a hunt could say of a rule: whether it could have fired on this input, and what it did.</summary>
public sealed class EqlCoverage
{
    internal EqlCoverage(EqlRule rule, string? reason, long alerts)
    {
        Rule = rule;
        Reason = reason;
        AlertCount = alerts;
    }

    /// <summary>The rule's name.</summary>
    public string RuleName => Rule.Name;

    /// <summary>False if something that the rule needs never occurs in the input: it was not checked.</summary>
    public bool IsChecked => Reason is null;

    /// <summary>What never occurs; null if the rule could have fired.</summary>
    public string? Reason { get; }

    /// <summary>Alerts it gave.</summary>
    public long AlertCount { get; }

    /// <summary>The rule's id.</summary>
    public string RuleId => Rule.RuleId;

    /// <summary>The rule.</summary>
    public EqlRule Rule { get; }
}
