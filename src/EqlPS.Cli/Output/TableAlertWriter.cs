using System.Globalization;
using System.Text;
using EqlPS.Alerts;
using EqlPS.Execution;
using EqlPS.Hunting;
using EqlPS.Hunting.Kept;
using EqlPS.Rules;

namespace EqlPS.Cli.Output;

/// <summary>
/// Prints alerts in columns, the worst first: by severity, risk score and time. Values of the log are cut and made visible.
/// </summary>
internal sealed class TableAlertWriter(Stream output) : IAlertWriter
{
    private const int WidestHost = 20;
    private const int WidestRule = 60;
    private const int WidestDetail = 80;
    private const long SmallBudget = 1024 * 1024;

    private static readonly string[] Titles = ["severity", "risk", "time", "host", "rule", "what"];

    // What is shown of an alert, and what orders it: the alert itself may hold much more.
    private readonly List<Row> _rows = [];
    private readonly LongTextStore _texts = new(new SpillStore(SmallBudget) { Holds = "the alerts", Advice = "ask for another format" });

    public bool IsImmediate => false;

    public void Write(Alert alert)
    {
        var summary = AlertSummary.Of(alert);
        string marks = (alert.IsShell ? $" ({alert.Events.Count(e => e is not null)} events)" : string.Empty)
            + (alert.IsOfBuildingBlockRule ? " (building block)" : string.Empty)
            + (alert.Folding is { Count: > 0 } folding ? string.Create(CultureInfo.InvariantCulture, $" (+{folding.Count} folded)")
                : string.Empty);
        _rows.Add(new Row(alert.Severity, alert.RiskScore, _texts.Keep(alert.Place), alert.Rule.RuleId,
        [
            summary.Severity, alert.RiskScore.ToString(CultureInfo.InvariantCulture), alert.Time?.ToMillisecondText() ?? string.Empty,
            Shown(summary.Host, WidestHost), Shown(alert.Name, WidestRule) + marks, Shown(summary.Detail, WidestDetail),
        ]));
    }

    public void Finish()
    {
        if (_rows.Count == 0)
        {
            Print("no alerts");
            return;
        }

        int[] widths = Enumerable.Range(0, Titles.Length).Select(i =>
            Math.Max(Titles[i].Length, _rows.Max(r => r.Cells[i].Length))).ToArray();
        Print(Line(Titles, widths));
        Print(Line(widths.Select(w => new string('-', w)).ToArray(), widths));

        foreach (Row row in _rows.OrderByDescending(r => r.Severity).ThenByDescending(r => r.RiskScore).ThenBy(r => r.Place)
            .ThenBy(r => r.RuleId, StringComparer.Ordinal))
        {
            Print(Line(row.Cells, widths));
        }
    }

    public void Dispose() => output.Flush();

    private static string Shown(string text, int width) => Text.Visible(Text.Cut(text, width));

    private static string Line(string[] cells, int[] widths) => string.Join("  ", cells.Select((c, i) => c.PadRight(widths[i]))).TrimEnd();

    private void Print(string line) => output.Write(Encoding.UTF8.GetBytes(line + "\n"));

    private sealed record Row(RuleSeverity Severity, int RiskScore, Ordinal Place, string RuleId, string[] Cells);
}
