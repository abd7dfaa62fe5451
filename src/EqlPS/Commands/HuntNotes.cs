using System.Globalization;
using System.Management.Automation;
using EqlPS.Evaluation;
using EqlPS.Hunting;

namespace EqlPS.Commands;

/// <summary>Tells what a hunt did and what it could not check: "no alerts" and "could not look" must not look alike.</summary>
/// <param name="command">The hunt's command.</param>
/// <param name="isCoverageGiven">Whether the rules that could not have fired are given as objects.</param>
internal sealed class HuntNotes(Cmdlet command, bool isCoverageGiven)
{
    private const int MostNames = 3;

    public void Tell(HuntResult result, CompiledRuleSet rules, long alerts, long old, int files)
    {
        foreach (string refused in rules.Exceptions.Refused)
        {
            Warn($"Exception not in force: {refused}");
        }

        foreach (FaultKind kind in Enum.GetValues(typeof(FaultKind)).Cast<FaultKind>())
        {
            if (result.Faults.CountOf(kind) is > 0 and long count)
            {
                Warn(Text($"{FaultTexts.Of(kind)}: {Number(count, "time")}, taken as null"));
            }
        }

        result.Rules.ToList().ForEach(Tell);
        if (result.Counts.Events == 0)
        {
            Warn("No event was read, so nothing was checked.");
        }
        else if (!isCoverageGiven && result.Gaps.Count > 0)
        {
            TellGaps(result.Gaps, rules.Rules.Count);
        }

        HuntCounts counts = result.Counts;
        string seen = old > 0 ? Text($", {Number(old, "alert")} given by an earlier run") : string.Empty;
        command.WriteVerbose(Text(
            $"{Number(counts.Events, "event")}, {Number(files, "file")}, {Number(rules.Rules.Count, "rule")}, ")
            + Text($"{Number(alerts, "alert")}{seen}"));
        command.WriteVerbose(Text(
            $"{counts.OutsideWindow} outside of the time asked for, {counts.Excepted} left out by exceptions, ")
            + Text($"{counts.Duplicates} duplicates"));
    }

    private void Tell(RuleStatistics rule)
    {
        string name = rule.Rule.Rule.Name;
        if (rule.SuppressedCount > 0)
        {
            command.WriteVerbose(Visible.Line(Text($"{name}: {Number(rule.SuppressedCount, "alert")} folded into others by suppression")));
        }

        if (rule.CutCount > 0)
        {
            Warn(Text($"{name}: {Number(rule.CutCount, "alert")} left out by -MaxAlert"));
        }
        else if (rule.AlertCount > rule.Rule.Rule.MaxSignals)
        {
            command.WriteVerbose(Visible.Line(
                Text($"{name}: {Number(rule.AlertCount, "alert")}; Elastic would stop at {rule.Rule.Rule.MaxSignals} a run")));
        }

        if (rule.Pending.Count > 0)
        {
            Warn(Text($"{name}: the data ends too early to tell of {Number(rule.Pending.Count, "sequence")} whether it matches"));
        }
    }

    private void TellGaps(IReadOnlyList<CoverageGap> gaps, int rules)
    {
        bool isOneReason = gaps.Count > 1 && gaps.All(gap => gap.Reason == gaps[0].Reason);
        string names = isOneReason ? gaps[0].Reason
            : string.Join("; ", gaps.Take(MostNames).Select(gap => $"{gap.Rule.Rule.Name}: {gap.Reason}"));
        string more = gaps.Count > MostNames && !isOneReason ? "; ..." : string.Empty;
        Warn(Text($"Not checked: {gaps.Count} of {rules} rules could not have fired on this input ({names}{more}). -Coverage shows all."));
    }

    private void Warn(string text) => command.WriteWarning(Visible.Line(text));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Number(long count, string what) => Text($"{count} {what}{(count == 1 ? string.Empty : "s")}");
}
