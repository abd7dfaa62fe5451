using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EqlPS.Alerts;
using EqlPS.Cli.Input;
using EqlPS.Cli.Output;
using EqlPS.Hunting;
using EqlPS.Rules;

namespace EqlPS.Cli.Commands;

/// <summary>One run of <c>eqlps rules list</c>: a line for each rule, the worst first.</summary>
internal sealed class RulesListRun(string[] paths, RuleFilter filter, ResultFormat format, Stream output, TextWriter error)
{
    private const int WidestName = 70;
    private const int WidestTactic = 40;

    private static readonly string[] Titles = ["severity", "risk", "version", "rule_id", "name", "tactics"];

    public int Run(CancellationToken cancellation)
    {
        try
        {
            RuleSet set = RuleSet.Load(RulePathDefaults.Or(paths), cancellation);
            foreach (RuleDiagnostic diagnostic in set.Diagnostics.Where(d => d.Severity != RuleDiagnosticSeverity.Warning))
            {
                error.WriteLine(Text.Visible(diagnostic.ToString()));
            }

            EqlRule[] rules = set.Rules.Where(filter.Accepts)
                .OrderByDescending(r => r.Severity).ThenByDescending(r => r.RiskScore)
                .ThenBy(r => r.Name, StringComparer.Ordinal).ThenBy(r => r.RuleId, StringComparer.Ordinal)
                .ToArray();
            if (format == ResultFormat.Table)
            {
                WriteTable(rules);
            }
            else
            {
                WriteJson(rules);
            }

            error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"eqlps: {rules.Length} of {Text.Count(set.Rules.Count, "EQL rule")} in {Text.Count(set.FileCount, "file")}"));
            bool hasErrors = set.Diagnostics.Any(d => d.Severity == RuleDiagnosticSeverity.Error);
            return set.Rules.Count == 0 ? ExitCode.Failure : hasErrors ? ExitCode.PartialInput : ExitCode.Success;
        }
        catch (UsageException usage)
        {
            error.WriteLine($"eqlps: {usage.Message}");
            return ExitCode.Failure;
        }
    }

    private void WriteTable(EqlRule[] rules)
    {
        string[][] rows = rules.Select(Row).ToArray();
        int[] widths = Enumerable.Range(0, Titles.Length).Select(i =>
            Math.Max(Titles[i].Length, rows.Select(r => r[i].Length).DefaultIfEmpty().Max())).ToArray();
        foreach (string[] row in rows.Prepend(widths.Select(w => new string('-', w)).ToArray()).Prepend(Titles))
        {
            output.Write(Encoding.UTF8.GetBytes(string.Join("  ", row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd() + "\n"));
        }
    }

    private static string[] Row(EqlRule rule) =>
    [
        AlertReason.NameOf(rule.Severity), rule.RiskScore.ToString(CultureInfo.InvariantCulture),
            rule.Version.ToString(CultureInfo.InvariantCulture),
        Text.Visible(rule.RuleId), Text.Visible(Text.Cut(rule.Name, WidestName)),
        Text.Visible(Text.Cut(string.Join(", ", rule.Threat.Select(t => t.Tactic.Name)), WidestTactic)),
    ];

    private void WriteJson(EqlRule[] rules)
    {
        foreach (EqlRule rule in rules)
        {
            using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            {
                json.WriteStartObject();
                json.WriteString("rule_id", rule.RuleId);
                json.WriteString("name", rule.Name);
                json.WriteNumber("version", rule.Version);
                json.WriteString("severity", AlertReason.NameOf(rule.Severity));
                json.WriteNumber("risk_score", rule.RiskScore);
                WriteTexts(json, "tags", rule.Tags);
                WriteTexts(json, "tactics", rule.Threat.Select(t => t.Tactic.Id));
                WriteTexts(json, "techniques", rule.Threat.SelectMany(t => t.Techniques).Select(t => t.Id));
                json.WriteString("path", rule.Path);
                json.WriteString("query", rule.Query);
                json.WriteEndObject();
            }

            output.WriteByte((byte)'\n');
        }
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
