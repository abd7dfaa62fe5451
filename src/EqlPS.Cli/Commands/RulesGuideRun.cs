using System.Text;
using System.Text.Json;
using EqlPS.Cli.Input;
using EqlPS.Cli.Output;
using EqlPS.Guides;
using EqlPS.Rules;

namespace EqlPS.Cli.Commands;

/// <summary>One run of <c>eqlps rules guide</c>: the guide of one rule, or of each alert of a file filled in from it.</summary>
/// <param name="name">Id or name of a rule, or its file; null to take those of the alerts.</param>
/// <param name="paths">Rule files; empty for the shipped ones.</param>
/// <param name="alerts">Opens the alerts, one JSON document a line; null for none.</param>
internal sealed class RulesGuideRun(string? name, string[] paths, Func<Stream>? alerts, TextWriter output, TextWriter error)
{
    private const int LongestLine = 64 * 1024 * 1024;

    private int _guides;

    public int Run(CancellationToken cancellation)
    {
        try
        {
            RuleSet set = RuleSet.Load(IsFile ? [name!] : RulePathDefaults.Or(paths), cancellation);
            foreach (RuleDiagnostic diagnostic in set.Diagnostics.Where(d => d.Severity == RuleDiagnosticSeverity.Error))
            {
                error.WriteLine(Text.Visible(diagnostic.ToString()));
            }

            EqlRule? rule = name is null ? null : Find(set);
            if (alerts is not null)
            {
                return ReadAlerts(set, rule, cancellation);
            }

            Print(Guide.Of(rule ?? throw new UsageException("name a rule, or with --alert a file of alerts")));
            return ExitCode.Success;
        }
        catch (UsageException usage)
        {
            error.WriteLine($"eqlps: {usage.Message}");
            return ExitCode.Failure;
        }
    }

    private bool IsFile => paths.Length == 0 && File.Exists(name);

    private EqlRule Find(RuleSet set)
    {
        if (IsFile)
        {
            return set.Rules.Count == 1 ? set.Rules[0]
                : throw new UsageException(FormattableString.Invariant(
                    $"{Text.Visible(name!)} holds {set.Rules.Count} rules; name one, and the file with --rules"));
        }

        EqlRule[] found = set.Rules.Where(r => string.Equals(r.RuleId, name, StringComparison.OrdinalIgnoreCase)).ToArray();
        found = found.Length > 0 ? found : set.Rules.Where(r => string.Equals(r.Name, name, StringComparison.OrdinalIgnoreCase)).ToArray();
        found = found.Length > 0 ? found : set.Rules.Where(r => r.Name.Contains(name!, StringComparison.OrdinalIgnoreCase)).ToArray();
        return found.Length switch
        {
            1 => found[0],
            0 => throw new UsageException($"no rule is named {Text.Visible(name!)}; 'eqlps rules list' names them all"),
            _ => throw new UsageException($"{found.Length} rules are named so: " + string.Join(", ",
                found.Take(5).Select(r => $"{Text.Visible(r.Name)} ({Text.Visible(r.RuleId)})")) + (found.Length > 5 ? ", ..." : "")),
        };
    }

    private int ReadAlerts(RuleSet set, EqlRule? only, CancellationToken cancellation)
    {
        Dictionary<string, EqlRule> rules = set.Rules.ToDictionary(r => r.RuleId, StringComparer.Ordinal);
        var unknown = new HashSet<string>(StringComparer.Ordinal);
        int unreadable = 0;
        int number = 0;
        foreach (byte[]? line in ReadLines())
        {
            cancellation.ThrowIfCancellationRequested();
            number++;
            string? id = line is null ? null : RuleIdOf(line);
            if (id is null)
            {
                unreadable++;
                error.WriteLine(FormattableString.Invariant($"eqlps: line {number} of the alerts is no alert document"));
            }
            else if (only is not null && only.RuleId != id)
            {
                continue;
            }
            else if (rules.TryGetValue(id, out EqlRule? rule))
            {
                Print(Guide.Of(rule, line!));
            }
            else if (unknown.Count < 100 && unknown.Add(id))
            {
                error.WriteLine(Text.Visible($"eqlps: no rule here has the id {id}; --rules names the files with it"));
            }
        }

        if (_guides == 0)
        {
            error.WriteLine(only is null ? "eqlps: no alert of these rules" : Text.Visible($"eqlps: no alert of the rule {only.Name}"));
        }

        return _guides == 0 ? ExitCode.Failure : unreadable + unknown.Count > 0 ? ExitCode.PartialInput : ExitCode.Success;
    }

    // Null for a line that is too long; empty ones are left out.
    private IEnumerable<byte[]?> ReadLines()
    {
        using Stream input = alerts!();
        using var reader = new StreamReader(input, Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        var line = new StringBuilder();
        char[] buffer = new char[64 * 1024];
        int read;
        while ((read = reader.Read(buffer)) > 0)
        {
            int start = 0;
            for (int end; (end = Array.IndexOf(buffer, '\n', start, read - start)) >= 0; start = end + 1)
            {
                Append(line, buffer.AsSpan(start, end - start));
                if (TakeLine(line) is { Length: > 0 } text)
                {
                    yield return text.Length > LongestLine ? null : Encoding.UTF8.GetBytes(text);
                }
            }

            Append(line, buffer.AsSpan(start, read - start));
        }

        if (TakeLine(line) is { Length: > 0 } last)
        {
            yield return last.Length > LongestLine ? null : Encoding.UTF8.GetBytes(last);
        }
    }

    private static void Append(StringBuilder line, ReadOnlySpan<char> text) =>
        line.Append(text[..Math.Min(text.Length, Math.Max(0, LongestLine + 1 - line.Length))]);

    private static string TakeLine(StringBuilder line)
    {
        string text = line.ToString().Trim();
        line.Clear();
        return text;
    }

    private static string? RuleIdOf(byte[] alert)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(alert, new JsonDocumentOptions { MaxDepth = Alerts.EventTree.DeepestAlert });
            JsonElement node = document.RootElement;
            foreach (string member in new[] { "kibana", "alert", "rule", "rule_id" })
            {
                if (node.ValueKind != JsonValueKind.Object || !node.TryGetProperty(member, out node))
                {
                    return null;
                }
            }

            return node.ValueKind == JsonValueKind.String ? node.GetString() : null;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private void Print(Guide guide)
    {
        output.WriteLine(_guides++ == 0 ? $"# {Text.Visible(guide.RuleName)}" : $"\n# {Text.Visible(guide.RuleName)}");
        if (guide.AlertId is not null)
        {
            output.WriteLine($"\nalert {Text.Visible(guide.AlertId)}");
        }

        output.WriteLine();
        output.WriteLine(guide.IsEmpty ? "The rule has no guide." : Shown(guide.Markdown));
        if (guide.Setup is not null)
        {
            output.WriteLine();
            output.WriteLine(Shown(guide.Setup));
        }
    }

    private static string Shown(string markdown) =>
        Text.VisibleLines(markdown.Replace("\r\n", "\n", StringComparison.Ordinal)).TrimEnd();
}
