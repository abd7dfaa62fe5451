using EqlPS.Rules;
using EqlPS.Rules.Cases;

namespace EqlPS.Objects;

/// <summary>What became of a test case of a rule.</summary>
public sealed class EqlCaseResult
{
    internal EqlCaseResult(EqlRule rule, RuleCaseResult result, string path)
    {
        Rule = rule;
        Name = result.Case.Name;
        Outcome = result.Outcome.ToString();
        ExpectedAlerts = result.Case.ExpectedAlerts;
        Alerts = result.Alerts;
        Message = result.Message;
        Path = path;
        Line = result.Position.Line;
    }

    /// <summary>The rule's name.</summary>
    public string RuleName => Rule.Name;

    /// <summary>The case's name.</summary>
    public string Name { get; }

    /// <summary><c>Passed</c>, <c>Failed</c> or <c>NotRun</c>.</summary>
    public string Outcome { get; }

    /// <summary>The alerts that the case expects.</summary>
    public int ExpectedAlerts { get; }

    /// <summary>The alerts given; null if the case did not run to its end.</summary>
    public int? Alerts { get; }

    /// <summary>Why the case did not pass; null if it did.</summary>
    public string? Message { get; }

    /// <summary>The file of the case.</summary>
    public string Path { get; }

    /// <summary>The line to look at, from 1.</summary>
    public int Line { get; }

    /// <summary>The rule.</summary>
    public EqlRule Rule { get; }
}
