using System.Globalization;
using EqlPS.Alerts;
using EqlPS.Cli.Input;
using EqlPS.Cli.Output;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Events.Flat;
using EqlPS.Hunting;
using EqlPS.Hunting.Files;
using EqlPS.Rules;

namespace EqlPS.Cli.Commands;

/// <summary>Tells on standard error what a hunt could not read, what it did, and what it could not check.</summary>
internal sealed class HuntReport(TextWriter error) : IInputReport
{
    private const int MostReasons = 25;
    private const int MostDiagnostics = 100;

    private readonly TimeOffsetReport _offsets = new();

    /// <summary>Whether some events or rules could not be used.</summary>
    public bool HasLosses { get; private set; }

    /// <summary>Files of which something could be read.</summary>
    public int FileCount { get; private set; }

    /// <summary>Whether each file is told of.</summary>
    public bool IsPerFile { get; init; }

    public void Error(string message) => error.WriteLine($"eqlps: {Text.Visible(message)}");

    /// <summary>Something that cannot be read at all.</summary>
    public void Unreadable(string message)
    {
        HasLosses = true;
        Error(message);
    }

    public void Say(IEnumerable<RuleDiagnostic> diagnostics)
    {
        foreach (RuleDiagnostic diagnostic in diagnostics)
        {
            error.WriteLine(Text.Visible(diagnostic.ToString()));
        }
    }

    /// <summary>What was found in rule files: errors one by one, the rest is for <c>rules check</c>.</summary>
    public void Rules(IEnumerable<RuleDiagnostic> diagnostics)
    {
        RuleDiagnostic[] errors = diagnostics.Where(d => d.Severity == RuleDiagnosticSeverity.Error).ToArray();
        HasLosses |= errors.Length > 0;
        Say(errors.Take(MostDiagnostics));
        if (errors.Length > MostDiagnostics)
        {
            Error(string.Create(CultureInfo.InvariantCulture,
                $"{errors.Length - MostDiagnostics} more errors in rules; [eqlps rules check] shows all"));
        }
    }

    /// <summary>The records of a source that could not be read: the first few by line, the rest by number.</summary>
    public void Losses(string source, InputLossLog losses)
    {
        if (losses.Count == 0)
        {
            return;
        }

        HasLosses = true;
        foreach (InputLoss loss in losses.First)
        {
            Error(string.Create(CultureInfo.InvariantCulture, $"{source}:{loss.Location.Record}: {loss.Reason}"));
        }

        Error($"{source}: {Number(losses.Count, "record")} could not be read and {(losses.Count == 1 ? "was" : "were")} skipped");
    }

    /// <summary>What became of an input.</summary>
    public void Tell(HuntStep step)
    {
        switch (step)
        {
            case InputFailed failed:
                Unreadable(failed.Message);
                break;
            case InputFinished finished:
                Losses(finished.Name, finished.Losses);
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

        foreach (FaultKind kind in Enum.GetValues<FaultKind>())
        {
            if (result.Faults.CountOf(kind) is > 0 and long count)
            {
                Error($"{FaultTexts.Of(kind)}: {Number(count, "time")}, taken as null");
            }
        }

        foreach (string line in _offsets.Lines())
        {
            Error(line);
        }

        Error($"{Number(result.Counts.Events, "event")} in {Number(FileCount, "file")}{Details(result.Counts)}");
        string severities = string.Join(", ", tally.BySeverity
            .Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Value} {AlertReason.NameOf(s.Key)}")));
        string old = tally.Old > 0 ? $"; {Number(tally.Old, "alert")} given by an earlier run" : string.Empty;
        string kinds = severities.Length > 0 ? $" ({severities})" : string.Empty;
        Error($"{Number(rules.Rules.Count, "rule")}, {Number(tally.Given, "alert")}{kinds}{old}");
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
            Unreadable($"{source.Name}: {source.Failure}");
        }

        Losses(source.Name, source.Losses);
        FileCount += source.IsReadable ? 1 : 0;
        _offsets.Add(source);
        if (IsPerFile)
        {
            Error($"{source.Name}: {Number(source.Events, "event")}, {Number(source.Alerts, "alert")} on single events");
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
            Error($"{name}: {Number(rule.SuppressedCount, "alert")} folded into others by suppression");
        }

        if (rule.CutCount > 0)
        {
            Error($"{name}: {Number(rule.CutCount, "alert")} left out by --max-alerts");
        }
        else if (rule.AlertCount > rule.Rule.Rule.MaxSignals)
        {
            string most = rule.Rule.Rule.MaxSignals.ToString(CultureInfo.InvariantCulture);
            Error($"{name}: {Number(rule.AlertCount, "alert")}; Elastic would stop at {most} a run");
        }

        if (rule.Pending.Count > 0)
        {
            Error($"{name}: the data ends too early to tell of {Number(rule.Pending.Count, "sequence")} whether it matches");
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
            string who = reason.Count() == 1 ? reason.First().Rule.Rule.Name : Number(reason.Count(), "rule");
            Error($"  {Text.Cut(reason.Key, 160)}: {who}");
        }

        if (reasons.Length > MostReasons)
        {
            int others = reasons.Skip(MostReasons).Sum(r => r.Count());
            Error($"  {Number(others, "rule")} for {Number(reasons.Length - MostReasons, "other reason")}");
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

    private static string Number(long count, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? string.Empty : "s")}");
}
