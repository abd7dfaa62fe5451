using System.Globalization;
using System.Text;
using EqlPS.Alerts;

namespace EqlPS.Cli.Output;

/// <summary>
/// Prints alerts as comma-separated values that spreadsheets open as they are: UTF-8 with a mark, quoted cells, and no cell that a
/// spreadsheet would run as a formula.
/// </summary>
/// <param name="output">Receives the rows.</param>
/// <param name="hasTitles">Whether rows are appended to others, under their titles.</param>
internal sealed class CsvAlertWriter(Stream output, bool hasTitles = false) : IAlertWriter
{
    private const string FormulaStarts = "=+-@\t\r\n＝＋－＠";

    private static readonly string[] Titles =
    [
        "time", "severity", "risk_score", "rule", "rule_id", "host", "user", "process", "parent", "command_line", "file", "destination",
            "reason",
        "events", "building_block", "source", "record", "alert_id",
    ];

    private bool _hasTitles = hasTitles;

    public bool IsImmediate => true;

    public void Write(Alert alert)
    {
        WriteTitles();
        AlertSummary summary = AlertSummary.Of(alert);
        AlertEvent first = alert.Events.First(e => e is not null)!;
        WriteRow(
        [
            summary.Time, summary.Severity, alert.RiskScore.ToString(CultureInfo.InvariantCulture), alert.Name, alert.Rule.RuleId,
                summary.Host,
            summary.User, summary.Process, summary.Parent, summary.CommandLine, summary.File, summary.Destination, summary.Reason,
            alert.Events.Count(e => e is not null).ToString(CultureInfo.InvariantCulture), alert.IsOfBuildingBlockRule ? "yes" : "no",
            first.Source.Location.Source, first.Source.Location.Record.ToString(CultureInfo.InvariantCulture), alert.Id,
        ]);
    }

    public void Finish() => WriteTitles();

    public void Dispose() => output.Flush();

    /// <summary>A cell as it stands in the file.</summary>
    internal static string Cell(string text)
    {
        // Looked at before control characters are made visible: a tab at the start is one of the dangers.
        string safe = text.Length > 0 && FormulaStarts.Contains(text.TrimStart(' ').FirstOrDefault()) ? "'" + text : text;
        string visible = Text.Visible(safe);
        return visible.IndexOfAny(['"', ',', ';', '\'']) >= 0 ? "\"" + visible.Replace("\"", "\"\"") + "\"" : visible;
    }

    private void WriteTitles()
    {
        if (!_hasTitles)
        {
            _hasTitles = true;
            output.Write(Encoding.UTF8.Preamble);
            WriteRow(Titles);
        }
    }

    private void WriteRow(IEnumerable<string> cells)
    {
        output.Write(Encoding.UTF8.GetBytes(string.Join(',', cells.Select(Cell)) + "\r\n"));
        output.Flush();
    }
}
