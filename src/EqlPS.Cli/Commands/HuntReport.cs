using System.Globalization;
using EqlPS.Alerts;
using EqlPS.Cli.Output;
using EqlPS.Events;
using EqlPS.Events.Flat;
using EqlPS.Hunting;
using EqlPS.Hunting.Files;
using EqlPS.Rules;

namespace EqlPS.Cli.Commands;

/// <summary>Tells on standard error what a hunt could not read, what it did, and what it could not check.</summary>
internal sealed class HuntReport(TextWriter error)
{
    private const int MostReasons = 25;
    private const int MostDiagnostics = 100;

    private readonly TimeOffsetReport _offsets = new();
    private bool _hasRuleErrors;

    /// <summary>What hunts tell as other commands do.</summary>
    public RunReport Run { get; } = new(error);

    /// <summary>Whether some events or rules could not be used.</summary>
    public bool HasLosses => Run.HasLosses || _hasRuleErrors;

    /// <summary>Files of which something could be read.</summary>
    public int FileCount { get; private set; }

    /// <summary>Whether each file is told of.</summary>
    public bool IsPerFile { get; init; }

    public void Error(string message) => Run.Error(message);

    public void Say(IEnumerable<RuleDiagnostic> diagnostics)
    {
        foreach (RuleDiagnostic diagnostic in diagnostics)
        {
            Run.Say(Text.Visible(diagnostic.ToString()));
        }
    }

    /// <summary>What was found in rule files: errors one by one, the rest is for <c>rules check</c>.</summary>
    public void Rules(IEnumerable<RuleDiagnostic> diagnostics)
    {
        RuleDiagnostic[] errors = diagnostics.Where(d => d.Severity == RuleDiagnosticSeverity.Error).ToArray();
        _hasRuleErrors |= errors.Length > 0;
        Say(errors.Take(MostDiagnostics));
        if (errors.Length > MostDiagnostics)
        {
            Error(string.Create(CultureInfo.InvariantCulture,
                $"{errors.Length - MostDiagnostics} more errors in rules; [eqlps rules check] shows all"));
        }
    }

    /// <summary>What became of an input.</summary>
    public void Tell(HuntStep step)
    {
        switch (step)
        {
            case InputFailed failed:
                Run.Unreadable(failed.Message);
                break;
            case InputFinished finished:
                Run.Losses(finished.Name, finished.Losses);
                break;
            case SourceFinished finished:
                Tell(finished.Summary);
                break;
        }
    }

    /// <summary>What the hunt did, and what it could not check.</summary>
    public void Summarise(HuntResult result, HuntTally tally, CompiledRuleSet rules)
    {
        foreach (string refused in rules.Exceptions.Refused)
        {
            Error($"exception not in force: {refused}");
        }

        Run.Faults(result.Faults);
        foreach (string line in _offsets.Lines())
        {
            Error(line);
        }

        Error($"{Text.Count(result.Counts.Events, "event")} in {Text.Count(FileCount, "file")}{Details(result.Counts)}");
        string severities = string.Join(", ", tally.BySeverity
            .Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Value} {AlertReason.NameOf(s.Key)}")));
        string old = tally.Old > 0 ? $"; {Text.Count(tally.Old, "alert")} given by an earlier run" : string.Empty;
        string kinds = severities.Length > 0 ? $" ({severities})" : string.Empty;
        Error($"{Text.Count(rules.Rules.Count, "rule")}, {Text.Count(tally.Given, "alert")}{kinds}{old}");
        foreach (RuleStatistics rule in result.Rules)
        {
            Summarise(rule);
        }

        Summarise(result.Gaps, rules.Rules.Count);
    }

    private void Tell(SourceSummary source)
    {
        if (source.Failure is not null)
        {
            Run.Unreadable($"{source.Name}: {source.Failure}");
        }

        Run.Losses(source.Name, source.Losses);
        FileCount += source.IsReadable ? 1 : 0;
        _offsets.Add(source);
        if (IsPerFile)
        {
            Error($"{source.Name}: {Text.Count(source.Events, "event")}, {Text.Count(source.Alerts, "alert")} on single events");
            foreach (TimeOffset offset in source.TimeOffsets)
            {
                Error($"  {TimeOffsetTexts.Of(offset)}");
            }
        }
    }

    private void Summarise(RuleStatistics rule)
    {
        string name = rule.Rule.Rule.Name;
        if (rule.SuppressedCount > 0)
        {
            Error($"{name}: {Text.Count(rule.SuppressedCount, "alert")} folded into others by suppression");
        }

        if (rule.CutCount > 0)
        {
            Error($"{name}: {Text.Count(rule.CutCount, "alert")} left out by --max-alerts");
        }
        else if (rule.AlertCount > rule.Rule.Rule.MaxSignals)
        {
            string most = rule.Rule.Rule.MaxSignals.ToString(CultureInfo.InvariantCulture);
            Error($"{name}: {Text.Count(rule.AlertCount, "alert")}; Elastic would stop at {most} a run");
        }

        if (rule.Pending.Count > 0)
        {
            Error($"{name}: the data ends too early to tell of {Text.Count(rule.Pending.Count, "sequence")} whether it matches");
        }
    }

    private void Summarise(IReadOnlyList<CoverageGap> gaps, int ruleCount)
    {
        if (gaps.Count == 0)
        {
            return;
        }

        Error(string.Create(CultureInfo.InvariantCulture,
            $"not checked: {gaps.Count} of {ruleCount} rules could not have fired on this input"));
        var reasons = gaps.GroupBy(g => g.Reason, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key,
            StringComparer.Ordinal).ToArray();
        foreach (IGrouping<string, CoverageGap> reason in reasons.Take(MostReasons))
        {
            string who = reason.Count() == 1 ? reason.First().Rule.Rule.Name : Text.Count(reason.Count(), "rule");
            Error($"  {Text.Cut(reason.Key, 160)}: {who}");
        }

        if (reasons.Length > MostReasons)
        {
            int others = reasons.Skip(MostReasons).Sum(r => r.Count());
            Error($"  {Text.Count(others, "rule")} for {Text.Count(reasons.Length - MostReasons, "other reason")}");
        }
    }

    private static string Details(HuntCounts counts)
    {
        var details = new List<string>();
        Add(counts.OutsideWindow, "outside of the time asked for");
        Add(counts.Excepted, "left out by exceptions");
        Add(counts.Duplicates, "of those that match in more than one file, taken once");
        return details.Count == 0 ? string.Empty : ": " + string.Join(", ", details);

        void Add(long count, string what)
        {
            if (count > 0)
            {
                details.Add(string.Create(CultureInfo.InvariantCulture, $"{count} {what}"));
            }
        }
    }
}
