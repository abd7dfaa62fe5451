using System.Diagnostics;
using System.Text.Json;
using EqlPS.Alerts;
using EqlPS.Events;
using EqlPS.Execution;
using EqlPS.Hunting;
using EqlPS.Rules;
using EqlPS.Tests.Support;

namespace EqlPS.Tests.Oracle;

/// <summary>
/// A hunt with all published rules over the logs beside the repository, and the same rules over the same events in the reference engine:
/// rule by rule the same alerts, event by event.
/// </summary>
public sealed class HuntOracleTests : IDisposable
{
    private const string RuleFolder = "corpus/elastic-rules";

    private readonly string _folder = Directory.CreateTempSubdirectory("eqlps-hunt").FullName;

    [OracleFact]
    public void Alerts_over_event_logs_agree() => Compare(Directory.GetFiles(SharedData.Path("corpus/evtx"), "*.evtx"), atLeast: 900);

    [OracleFact]
    public void Alerts_over_recordings_agree() => Compare(Directory.GetFiles(SharedData.Path("corpus/otrf"), "*.gz"), atLeast: 150);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Compare(string[] paths, int atLeast)
    {
        Array.Sort(paths, StringComparer.Ordinal);
        string events = Path.Combine(_folder, "events.ndjson");
        OrderedEvents ordered = OrderedEvents.Write(paths, events);
        string[] expected = Ask(events, ordered).Distinct().Order(StringComparer.Ordinal).ToArray();
        string[] actual = Hunt(paths).Order(StringComparer.Ordinal).ToArray();
        string[] missing = expected.Except(actual).ToArray();
        string[] excess = actual.Except(expected).ToArray();
        Assert.True(
            missing.Length + excess.Length == 0,
            $"only in the reference engine ({missing.Length}):\n{string.Join("\n", missing.Take(20))}\n"
                + $"only here ({excess.Length}):\n{string.Join("\n", excess.Take(20))}");
        Assert.Equal(actual.Length, actual.Distinct().Count());
        Assert.True(actual.Length >= atLeast, $"only {actual.Length} alerts");
    }

    // A sequence that the end of the data leaves pending is a match to the reference engine.
    private static List<string> Hunt(string[] paths)
    {
        CompiledRuleSet rules = CompiledRuleSet.Compile(RuleSet.Load([SharedData.Path(RuleFolder)]).Rules);
        HuntResult result = CorpusHunt.Run(rules, paths);
        List<string> found = result.Alerts
            .Select(a => Shape(a.Rule.RuleId, a.Events.Select(e => e is null ? null : Name(e.Source.Location)))).ToList();
        found.AddRange(result.Rules.SelectMany(r => r.Pending.Select(p =>
            Shape(r.Rule.Rule.RuleId, p.Events.Select(e => e is null ? null : Name(((SourceEvent)e.Payload).Location))))));
        return found;
    }

    private IEnumerable<string> Ask(string events, OrderedEvents ordered)
    {
        string hits = Path.Combine(_folder, "hits.tsv");
        var start = new ProcessStartInfo("python3") { RedirectStandardError = true, WorkingDirectory = SharedData.Root };
        foreach (string argument in new[]
            { "-m", "oracle", "rules", SharedData.Path(RuleFolder), events, "--out", hits, "--missing-ties", "ordinal", "--jobs", "2" })
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        using Process process = Process.Start(start)!;
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error);
        IReadOnlyList<(string Source, long Record)> lines = ordered.Lines;
        foreach (string hit in File.ReadLines(hits))
        {
            string[] columns = hit.Split('\t');
            using JsonDocument places = JsonDocument.Parse(columns[2]);
            yield return Shape(columns[0], places.RootElement.EnumerateArray()
                .Select(p => p.ValueKind == JsonValueKind.Null ? null : Name(lines[p.GetInt32()])).ToArray());
        }
    }

    private static string Shape(string rule, IEnumerable<string?> events) => rule + " " + string.Join(" + ", events.Select(e => e ?? "-"));

    private static string Name(EventLocation location) => Name((location.Source, location.Record));

    private static string Name((string Source, long Record) place) => Path.GetFileName(place.Source) + ":" + place.Record;
}
