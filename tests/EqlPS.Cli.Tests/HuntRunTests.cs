using System.Text;
using System.Text.Json;
using EqlPS.Cli.Commands;
using EqlPS.Hunting;
using EqlPS.Rules;

namespace EqlPS.Cli.Tests;

/// <summary>Whole hunts: files in, alerts, messages and exit code out.</summary>
public sealed class HuntRunTests : IDisposable
{
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

    private const string WorstRule = """
        [rule]
        rule_id = "worst"
        name = "=Pair of events"
        description = "d"
        risk_score = 99
        severity = "critical"
        building_block_type = "default"
        type = "eql"
        language = "eql"
        query = 'sequence by id with maxspan=1m [process where a == 1] [process where a == 2]'
        """;

    private const string Log = """
        {"@timestamp":"2024-05-01T00:00:01Z","event.category":"process","process":{"name":"cmd.exe","command_line":"cmd /c \"1\""},"host.name":"h","a":1,"id":1}
        {"@timestamp":"2024-05-01T00:00:02Z","event.category":"process","process.name":"x.exe","a":2,"id":1}
        {"@timestamp":"2024-05-01T00:00:03Z","event.category":"process","process.name":"CMD.EXE","a":3,"id":1}

        """;

    private readonly string _folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName())).FullName;
    private string _output = string.Empty;
    private string _error = string.Empty;

    public HuntRunTests()
    {
        Write("shell.toml", Rule);
        Write("worst.toml", WorstRule);
        Write("log.ndjson", Log);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void TheTableShowsTheWorstFirst()
    {
        Assert.Equal(ExitCode.Success, Hunt(["shell.toml", "worst.toml"], ["log.ndjson"]));
        string[] lines = _output.Split('\n');
        Assert.StartsWith("severity  risk  time", lines[0]);
        Assert.StartsWith("critical  99    2024-05-01T00:00:02.000Z", lines[2]);
        Assert.Contains("=Pair of events (2 events) (building block)", lines[2]);
        Assert.StartsWith("medium    47    2024-05-01T00:00:01.000Z  h", lines[3]);
        Assert.EndsWith("cmd /c \"1\"", lines[3]);
        Assert.StartsWith("medium    47    2024-05-01T00:00:03.000Z", lines[4]);
        Assert.Contains("eqlps: 3 events in 1 file", _error);
        Assert.Contains("eqlps: 2 rules, 3 alerts (1 critical, 2 medium)", _error);
    }

    [Fact]
    public void JsonLinesAreAlertsAsSoonAsTheyAreCertain()
    {
        Assert.Equal(ExitCode.Success, Hunt(["."], ["log.ndjson"], HuntFormat.Ndjson, expectLosses: true));
        JsonElement[] alerts = _output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        Assert.Equal(["shell", "shell", "worst"], alerts.Select(RuleId));
        Assert.Equal(Path.Combine(_folder, "log.ndjson"), alerts[0].GetProperty("eqlps").GetProperty("events")[0].GetProperty("path").GetString());
    }

    [Fact]
    public void BuildingBlocksComeBeforeTheirShell()
    {
        Hunt(["worst.toml"], ["log.ndjson"], HuntFormat.Ndjson, blocks: true);
        JsonElement[] alerts = _output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        Assert.Equal(3, alerts.Length);
        Assert.Equal([0, 1], alerts.Take(2).Select(a => a.GetProperty("kibana").GetProperty("alert").GetProperty("group").GetProperty("index").GetInt32()));
        Assert.Contains("2 events", Invoke(() => Hunt(["worst.toml"], ["log.ndjson"])));
    }

    [Fact]
    public void CsvIsReadBySpreadsheetsAsText()
    {
        Assert.Equal(ExitCode.Success, Hunt(["shell.toml", "worst.toml"], ["log.ndjson"], HuntFormat.Csv));
        Assert.StartsWith("\uFEFFtime,severity,risk_score,rule,", _output);
        string[] lines = _output.Split("\r\n");
        Assert.Contains(",\"cmd /c \"\"1\"\"\",", lines[1]);
        Assert.Contains(",\"'=Pair of events\",", lines[3]);
        Assert.Equal(5, lines.Length);
    }

    [Theory]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(1)")]
    [InlineData("\\t=1")]
    [InlineData("\\r=1")]
    [InlineData("  =1")]
    [InlineData("＝1")]
    [InlineData("\\u001b[31m[red]x[/]\\u202egnp.exe")]
    [InlineData("a,b\\\"c\\n=d")]
    public void HostileValuesAreData(string value)
    {
        Write("bad.ndjson", $$"""{"@timestamp":"2024-05-01T00:00:01Z","event.category":"process","process":{"name":"cmd.exe","command_line":"{{value}}"},"host.name":"{{value}}"}""");
        string text = JsonDocument.Parse($"\"{value}\"").RootElement.GetString()!;
        foreach (HuntFormat format in new[] { HuntFormat.Table, HuntFormat.Csv })
        {
            Assert.Equal(ExitCode.Success, Hunt(["shell.toml"], ["bad.ndjson"], format));
            Assert.DoesNotContain(_output, c => char.IsControl(c) && c is not ('\n' or '\r'));
            Assert.DoesNotContain('\u202e', _output);
        }

        Assert.DoesNotContain(Cells(_output.Split("\r\n")[1]), cell => cell.Length > 0 && "=+-@＝\t\r".Contains(cell.TrimStart(' ', '\uFFFD')[0]) && cell[0] != '\'');
        Assert.Equal(ExitCode.Success, Hunt(["shell.toml"], ["bad.ndjson"], HuntFormat.Ndjson));
        Assert.Equal(text, JsonDocument.Parse(_output).RootElement.GetProperty("process").GetProperty("command_line").GetString());
    }

    [Fact]
    public void BadFilesAmongGoodOnesChangeOnlyTheExitCode()
    {
        Write("cut.ndjson", Log + "{\"@timestamp\":");
        Write("empty.ndjson", string.Empty);
        File.WriteAllBytes(Path.Combine(_folder, "foreign.bin"), [0, 1, 2, 3]);
        Assert.Equal(ExitCode.PartialInput, Hunt(["shell.toml"], ["log.ndjson", "cut.ndjson", "empty.ndjson", "foreign.bin", "absent"]));
        Assert.Contains("cut.ndjson: 1 record could not be read and was skipped", _error);
        Assert.Contains("foreign.bin", _error);
        Assert.Contains("absent: there is no such file or folder", _error);
        Assert.Contains("2 of those that match in more than one file, taken once", _error);
        Assert.Contains("eqlps: 1 rule, 2 alerts", _error);
    }

    [Theory]
    [InlineData("shell.toml", "absent", null, "no such file")]
    [InlineData("absent.toml", "log.ndjson", null, "absent.toml")]
    [InlineData("shell.toml", "log.ndjson", "yesterday", "--since yesterday: this is no date")]
    [InlineData("shell.toml", "log.ndjson", "2024-01-02T00:00:00Z", "--since 2024-01-02T00:00:00.000Z lies after --until 2024-01-01T00:00:00")]
    public void WhatCannotRunFails(string rule, string log, string? since, string message)
    {
        Assert.Equal(ExitCode.Failure, Hunt([rule], [log], since: since, until: since is null ? null : "2024-01-01T00:00:00Z"));
        Assert.Contains(message, _error);
        Assert.Empty(_output);
    }

    [Fact]
    public void ARefusedRuleIsShownWithItsPlaceAndTheOthersRun()
    {
        Write("bad.toml", Rule.Replace("shell\"", "bad\"").Replace("process where", "process were"));
        Assert.Equal(ExitCode.PartialInput, Hunt(["shell.toml", "bad.toml"], ["log.ndjson"]));
        Assert.Contains("bad.toml(9,", _error);
        Assert.Contains("eqlps: 1 rule, 2 alerts", _error);
    }

    [Fact]
    public void RulesWithoutTheirEventsAreNamedAsNotChecked()
    {
        Write("file.toml", Rule.Replace("shell\"", "file\"").Replace("Shell started", "File rule").Replace("process where", "file where"));
        Hunt(["shell.toml", "file.toml"], ["log.ndjson"]);
        Assert.Contains("not checked: 1 of 2 rules could not have fired on this input", _error);
        Assert.Contains("no event has event.category \"file\": File rule", _error);
    }

    [Fact]
    public void ExceptionsLeaveEventsOutAndMustBeUsable()
    {
        Write("exceptions.eql", "host.name == \"h\"\n");
        Assert.Equal(ExitCode.Success, Hunt(["shell.toml"], ["log.ndjson"], exception: "exceptions.eql"));
        Assert.Contains("1 left out by exceptions", _error);
        Assert.Contains("1 rule, 1 alert", _error);
        Write("exceptions.eql", "host.name = \"h\"\n");
        Assert.Equal(ExitCode.Failure, Hunt(["shell.toml"], ["log.ndjson"], exception: "exceptions.eql"));
        Assert.Contains("exceptions.eql(1,", _error);
    }

    [Theory]
    [InlineData(nameof(HuntFormat.Ndjson))]
    [InlineData(nameof(HuntFormat.Csv))]
    [InlineData(nameof(HuntFormat.Table))]
    public void SeenAlertsComeOnce(string formatName)
    {
        HuntFormat format = Enum.Parse<HuntFormat>(formatName);
        Hunt(["shell.toml", "worst.toml"], ["log.ndjson"], format, seen: "seen", maxAlerts: 1);
        Assert.Contains("2 rules, 2 alerts", _error);
        Hunt(["shell.toml", "worst.toml"], ["log.ndjson"], format, seen: "seen");
        Assert.Contains("2 rules, 1 alert (1 medium); 2 alerts given by an earlier run", _error);
        Hunt(["shell.toml", "worst.toml"], ["log.ndjson"], format, seen: "seen");
        Assert.Contains("0 alerts; 3 alerts given by an earlier run", _error);
    }

    [Fact]
    public void ARunThatEndsBetweenAnyTwoStepsGivesTheRestLater()
    {
        string log = string.Concat(Enumerable.Range(10, 40).Select(n =>
            $$"""{"@timestamp":"2024-05-01T00:00:{{n}}Z","event.category":"process","process.name":"cmd.exe"}""" + "\n"));
        Write("many.ndjson", log);
        var all = new List<string>();
        for (int steps = 0; all.Distinct().Count() < 40; steps++)
        {
            // Each write of an alert is a step; the program is gone when the stream breaks.
            using var output = new BreakingStream(steps % 7);
            try
            {
                Run(output, ["shell.toml"], ["many.ndjson"], HuntFormat.Ndjson, seen: "seen");
            }
            catch (IOException)
            {
            }

            all.AddRange(Encoding.UTF8.GetString(output.Written.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(l => JsonDocument.Parse(l).RootElement.GetProperty("kibana").GetProperty("alert").GetProperty("uuid").GetString()!));
            Assert.True(steps < 1000);
        }

        Assert.Equal(40, all.Count);
    }

    [Fact]
    public void AForeignSeenFileIsLeftAlone()
    {
        Assert.Equal(ExitCode.Failure, Hunt(["shell.toml"], ["log.ndjson"], seen: "log.ndjson"));
        Assert.Equal(Log, File.ReadAllText(Path.Combine(_folder, "log.ndjson")));
    }

    [Fact]
    public void FiltersChooseRules()
    {
        Hunt(["shell.toml", "worst.toml"], ["log.ndjson"], filter: new RuleFilter { Severities = [RuleSeverity.Critical] });
        Assert.Contains("1 rule, 1 alert (1 critical)", _error);
        Assert.Equal(ExitCode.Failure, Hunt(["shell.toml"], ["log.ndjson"], filter: new RuleFilter { MinimumRisk = 90 }));
        Assert.Contains("the only rule does not pass the filters", _error);
    }

    [Fact]
    public void RulesAreListedAndChecked()
    {
        Write("star.toml", Rule.Replace("shell\"", "star\"").Replace(": \"cmd.exe\"", "in (\"cmd*\")"));
        using var output = new StringWriter();
        using var error = new StringWriter();
        Assert.Equal(ExitCode.Success, new RulesCheckRun([Path.Combine(_folder, "*.toml")], output, error).Run(CancellationToken.None));
        Assert.Contains("star.toml(9,", output.ToString());
        Assert.Contains("warning WildcardIsLiteral", output.ToString());
        Assert.Contains("3 files, 3 EQL rules, 0 errors, 3 warnings", error.ToString());

        Write("bad.toml", Rule.Replace("shell\"", "bad\"").Replace("process where", "process were"));
        Assert.Equal(ExitCode.Failure, new RulesCheckRun([Path.Combine(_folder, "bad.toml")], output, error).Run(CancellationToken.None));

        using var list = new MemoryStream();
        Assert.Equal(ExitCode.Success, new RulesListRun([Path.Combine(_folder, "worst.toml")], new RuleFilter(), ResultFormat.Ndjson, list, error).Run(CancellationToken.None));
        Assert.Equal("worst", JsonDocument.Parse(list.ToArray()).RootElement.GetProperty("rule_id").GetString());
        using var table = new MemoryStream();
        new RulesListRun([_folder], new RuleFilter(), ResultFormat.Table, table, error).Run(CancellationToken.None);
        Assert.StartsWith("severity  risk  version  rule_id  name", Encoding.UTF8.GetString(table.ToArray()));
    }

    private static string RuleId(JsonElement alert) => alert.GetProperty("kibana").GetProperty("alert").GetProperty("rule").GetProperty("rule_id").GetString()!;

    private static List<string> Cells(string line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        bool isQuoted = false;
        foreach (char c in line + ",")
        {
            if (c == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (c == ',' && !isQuoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(c);
            }
        }

        return cells;
    }

    private string Invoke(Action action)
    {
        action();
        return _output;
    }

    private void Write(string name, string content) => File.WriteAllText(Path.Combine(_folder, name), content);

    private int Hunt(
        string[] rules, string[] paths, HuntFormat format = HuntFormat.Table, bool blocks = false, string? since = null, string? exception = null,
        string? seen = null, long? maxAlerts = null, RuleFilter? filter = null, bool expectLosses = false, string? until = null)
    {
        using var output = new MemoryStream();
        int code = Run(output, rules, paths, format, blocks, since, exception, seen, maxAlerts, filter, until);
        _output = Encoding.UTF8.GetString(output.ToArray());
        return expectLosses && code == ExitCode.PartialInput ? ExitCode.Success : code;
    }

    private int Run(
        Stream output, string[] rules, string[] paths, HuntFormat format, bool blocks = false, string? since = null, string? exception = null,
        string? seen = null, long? maxAlerts = null, RuleFilter? filter = null, string? until = null)
    {
        using var error = new StringWriter();
        var arguments = new HuntArguments
        {
            Rules = rules.Select(r => Path.Combine(_folder, r)).ToArray(),
            Paths = paths.Select(p => Path.Combine(_folder, p)).ToArray(),
            Format = format,
            BuildingBlocks = blocks,
            Since = since,
            Until = until,
            Exceptions = exception is null ? [] : [Path.Combine(_folder, exception)],
            Seen = seen is null ? null : Path.Combine(_folder, seen),
            MaxAlerts = maxAlerts,
            Filter = filter ?? new RuleFilter(),
        };
        try
        {
            return new HuntRun(arguments, output, error).Run(CancellationToken.None);
        }
        finally
        {
            _error = error.ToString();
        }
    }

    /// <summary>Takes some writes whole and refuses the next.</summary>
    private sealed class BreakingStream(int writes) : Stream
    {
        private int _left = writes;

        public MemoryStream Written { get; } = new();

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => Written.Length;

        public override long Position { get => Written.Position; set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count)
        {
            if (_left-- <= 0)
            {
                throw new IOException("broken");
            }

            Written.Write(buffer, offset, count);
        }
    }
}
