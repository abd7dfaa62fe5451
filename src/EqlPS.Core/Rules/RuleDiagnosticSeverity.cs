namespace EqlPS.Rules;

/// <summary>What a finding about a rule file means for the rule.</summary>
public enum RuleDiagnosticSeverity
{
    /// <summary>Nothing is wrong; the file or rule was left out for a reason worth telling.</summary>
    Information,

    /// <summary>The rule is loaded, but not everything in it has its effect.</summary>
    Warning,

    /// <summary>The file or rule is not loaded.</summary>
    Error,
}
