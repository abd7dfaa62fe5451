namespace EqlPS.Rules;

/// <summary>How serious an alert of a rule is; the risk scores are those of Elastic's guide.</summary>
public enum RuleSeverity
{
    /// <summary>Risk score 0 to 21.</summary>
    Low,

    /// <summary>Risk score 22 to 47.</summary>
    Medium,

    /// <summary>Risk score 48 to 73.</summary>
    High,

    /// <summary>Risk score 74 to 100.</summary>
    Critical,
}
