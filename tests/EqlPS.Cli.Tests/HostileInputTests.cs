using EqlPS.Cli.Tests.Support;

namespace EqlPS.Cli.Tests;

/// <summary>Input that is too large for a case file, or that the file system makes bad.</summary>
public sealed class HostileInputTests : IDisposable
{
    private const string Good = "{\"@timestamp\":2,\"id\":2}\n";
    private const string GoodResult = "{\"event\":{\"@timestamp\":2,\"id\":2}}\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_value_of_50_MB_is_read()
    {
        string path = _folder.Write("a.ndjson", $"{{\"@timestamp\":1,\"s\":\"{new string('x', 50 * 1024 * 1024)}\"}}\n{Good}");
        CliRun run = CliRun.Of("query", "any where s : \"x*\" or id == 2", path);
        Assert.Equal((ExitCode.Success, string.Empty), (run.ExitCode, run.Error));
        Assert.EndsWith(GoodResult, run.Output, StringComparison.Ordinal);
        Assert.True(run.Output.Length > 50 * 1024 * 1024);
    }

    [Fact]
    public void A_value_of_50_MB_is_cut_in_a_table()
    {
        string path = _folder.Write("a.ndjson", $"{{\"@timestamp\":1,\"message\":\"{new string('x', 50 * 1024 * 1024)}\"}}\n{Good}");
        CliRun run = CliRun.Of("query", "any where true", path, "--format", "table");
        Assert.Equal((ExitCode.Success, string.Empty), (run.ExitCode, run.Error));
        Assert.All(run.Output.Split('\n'), line => Assert.True(line.Length <= CliConsole.DefaultWidth));
        Assert.EndsWith("2 events\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_beyond_all_measure_costs_itself()
    {
        string path = _folder.Write("a.ndjson", $"{{\"s\":\"{new string('x', 140 * 1024 * 1024)}\"}}\n{Good}");
        CliRun run = CliRun.Of("query", "any where true", path);
        Assert.Equal((ExitCode.PartialInput, GoodResult), (run.ExitCode, run.Output));
        Assert.StartsWith($"eqlps: {path}:1: the record is longer than 64 MB\n", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"a\":", "1", "}")]
    [InlineData("{\"a\":[", "1", "]}")]
    public void Deep_nesting_costs_its_own_record(string open, string inner, string close)
    {
        const int Depth = 100_000;
        string deep = string.Concat(Enumerable.Repeat(open, Depth)) + inner + string.Concat(Enumerable.Repeat(close, Depth));
        string path = _folder.Write("a.ndjson", $"{deep}\n{Good}");
        CliRun run = CliRun.Of("query", "any where a.a == 1 or id == 2", path);
        Assert.Equal((ExitCode.PartialInput, GoodResult), (run.ExitCode, run.Output));
        Assert.StartsWith($"eqlps: {path}:1: objects are nested deeper than 128 levels\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_may_not_be_read_is_told_and_the_rest_is_read()
    {
        string locked = _folder.Write("a.ndjson", Good);
        string good = _folder.Write("b.ndjson", Good);
        using FileStream held = new(locked, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        CliRun alone = CliRun.Of("query", "any where true", locked);
        Assert.Equal((ExitCode.Failure, string.Empty), (alone.ExitCode, alone.Output));
        Assert.StartsWith($"eqlps: {locked}: ", alone.Error, StringComparison.Ordinal);
        CliRun beside = CliRun.Of("query", "any where true", locked, good);
        Assert.Equal((ExitCode.PartialInput, GoodResult), (beside.ExitCode, beside.Output));
        Assert.Equal(alone.Error, beside.Error);
    }

    [Fact]
    public void An_interrupted_run_says_so()
    {
        string path = _folder.Write("a.ndjson", Good);
        using var interruption = new CancellationTokenSource();
        interruption.Cancel();
        CliRun run = CliRun.Of(["query", "any where true", path], [], interruption.Token);
        Assert.Equal(new CliRun(ExitCode.Interrupted, string.Empty, "eqlps: interrupted\n"), run);
    }

    [Fact]
    public void A_full_disk_is_told()
    {
        string path = _folder.Write("a.ndjson", Good);
        foreach (string format in new[] { "ndjson", "table" })
        {
            using var error = new StringWriter { NewLine = "\n" };
            using var console = new CliConsole(() => Stream.Null, new FullStream(), error);
            string[] args = ["query", "any where true", path, "--format", format];
            int exitCode = Commands.EqlpsCommand.Run(args, console, CancellationToken.None);
            Assert.Equal((ExitCode.Failure, "eqlps: the results cannot be written: no space\n"), (exitCode, error.ToString()));
        }
    }

    [Fact]
    public void A_long_table_keeps_the_columns_of_its_first_page()
    {
        IEnumerable<string> events = Enumerable.Range(0, 1200).Select(i => $"{{\"@timestamp\":{i},\"message\":\"m{i}\"}}\n");
        string path = _folder.Write("a.ndjson", string.Concat(events));
        CliRun run = CliRun.Of("query", "any where true", path, "--format", "table");
        string[] lines = run.Output.TrimEnd('\n').Split('\n');
        Assert.Equal(1203, lines.Length);
        Assert.Equal("1970-01-01T00:00:00.999Z  m999", lines[1001]);
        Assert.Equal("1200 events", lines[^1]);
    }

    /// <summary>A stream on a full disk.</summary>
    private sealed class FullStream : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("no space");

        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("no space");
    }
}
