using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using EqlPS.Cli.Tests.Support;

namespace EqlPS.Cli.Tests;

/// <summary>Runs with <c>--seen</c> that are killed, as a machine that goes down kills them.</summary>
public sealed class SeenKillTests : IDisposable
{
    private const int AlertCount = 90_000;
    private const int KillCount = 50;
    private const int FirstKill = 250;
    private const int LastKill = 600;

    private const string Rule = """
        [rule]
        rule_id = "shell"
        name = "Shell started"
        description = "d"
        risk_score = 47
        severity = "medium"
        type = "eql"
        language = "eql"
        query = 'process where process.name : "cmd.exe"'
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _given = [];
    private readonly HashSet<string> _uncertain = [];

    public void Dispose() => _folder.Dispose();

    [OptInFact("EQLPS_KILL")]
    public void KilledRunsThatAreRepeatedGiveEachAlertOnce()
    {
        string[] arguments = Arguments();
        RunAndKill(arguments);
        Assert.Equal(AlertCount, _given.Distinct().Count());

        // What was being written when the end came is announced by the next run.
        string[] repeated = _given.GroupBy(id => id).Where(group => group.Count() > 1).Select(group => group.Key).ToArray();
        Assert.All(repeated, id => Assert.Contains(id, _uncertain));
        Assert.True(repeated.Length <= KillCount, $"{repeated.Length} alerts came twice");
    }

    [OptInFact("EQLPS_KILL")]
    public void KilledRunsAppendEachAlertToTheirFileExactlyOnce()
    {
        string[] arguments = Arguments();
        string file = Path.Combine(Path.GetDirectoryName(arguments[1])!, "alerts.ndjson");
        RunAndKill([.. arguments, "--output", file]);
        string[] ids = File.ReadAllLines(file).Select(IdOf).ToArray();
        Assert.Equal(AlertCount, ids.Length);
        Assert.Equal(AlertCount, ids.Distinct().Count());
        Assert.Empty(_given);
    }

    private string[] Arguments()
    {
        string log = _folder.Write("log.ndjson", string.Concat(Enumerable.Range(0, AlertCount).Select(i => string.Create(CultureInfo.InvariantCulture,
            $"{{\"@timestamp\":{i},\"event.category\":\"process\",\"process.name\":\"cmd.exe\"}}\n"))));
        string rule = _folder.Write("rule.toml", Rule);
        return ["hunt", log, "--rules", rule, "--format", "ndjson", "--seen", Path.Combine(Path.GetDirectoryName(log)!, "seen")];
    }

    private void RunAndKill(string[] arguments)
    {
        var random = new Random(20240501);
        for (int i = 0; i < KillCount; i++)
        {
            Run(arguments, random.Next(FirstKill, LastKill));
        }

        Run(arguments, killAfter: null);
    }

    private void Run(string[] arguments, int? killAfter)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", [typeof(ExitCode).Assembly.Location, .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        process.Start();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (killAfter is int time && !process.WaitForExit(time))
        {
            process.Kill();
        }

        process.WaitForExit();
        string[] lines = output.Result.Split('\n');
        _given.AddRange(lines.Take(lines.Length - 1).Select(IdOf));
        const string Announcement = "while it wrote alert ";
        foreach (string line in error.Result.Split('\n').Where(l => l.Contains(Announcement, StringComparison.Ordinal)))
        {
            _uncertain.Add(line.Substring(line.IndexOf(Announcement, StringComparison.Ordinal) + Announcement.Length, 64));
        }
    }

    private static string IdOf(string line)
    {
        using var alert = JsonDocument.Parse(line);
        return alert.RootElement.GetProperty("kibana").GetProperty("alert").GetProperty("uuid").GetString()!;
    }
}
