using EqlPS.Cli.Tests.Support;

namespace EqlPS.Cli.Tests;

/// <summary>Queries made to break the program, on a stack smaller than any main thread has.</summary>
public sealed class HostileQueryTests : IDisposable
{
    private const int SmallStack = 256 * 1024;

    private readonly TemporaryFolder _folder = new();
    private readonly string _events;

    public HostileQueryTests()
    {
        _events = _folder.Write("events.ndjson", """{"@timestamp":1,"a":1,"s":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"}""" + "\n");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("parentheses")]
    [InlineData("not")]
    [InlineData("minus")]
    [InlineData("calls")]
    public void Nesting_is_refused_with_its_place(string kind)
    {
        const int Depth = 10_000;
        string query = "any where " + kind switch
        {
            "parentheses" => new string('(', Depth) + "true" + new string(')', Depth),
            "not" => string.Concat(Enumerable.Repeat("not ", Depth)) + "true",
            "minus" => "a == " + string.Concat(Enumerable.Repeat("- ", Depth)) + "1",
            _ => string.Concat(Enumerable.Repeat("length(", Depth)) + "s" + new string(')', Depth) + " > 1",
        };
        CliRun run = Run(query);
        Assert.Equal(ExitCode.Failure, run.ExitCode);
        Assert.Contains("line 1:", run.Error, StringComparison.Ordinal);
        Assert.Contains("TooDeeplyNested", run.Error, StringComparison.Ordinal);
        Assert.True(run.Error.Length < 1000, run.Error);
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("or", true)]
    [InlineData("and", false)]
    public void Ten_thousand_terms_run(string connective, bool isFound)
    {
        CliRun run = Run("any where " + string.Join($" {connective} ", Enumerable.Range(1, 10_000).Select(i => $"a == {i}")));
        Assert.Equal((ExitCode.Success, string.Empty), (run.ExitCode, run.Error));
        Assert.Equal(isFound, run.Output.StartsWith("{\"event\":", StringComparison.Ordinal));
    }

    [Fact]
    public void Fifty_thousand_list_items_run()
    {
        CliRun run = Run($"any where a in ({string.Join(", ", Enumerable.Range(1, 50_000))})");
        Assert.Equal((ExitCode.Success, string.Empty), (run.ExitCode, run.Error));
        Assert.NotEmpty(run.Output);
    }

    [Fact]
    public void A_query_of_a_megabyte_ends_in_one_way_or_the_other()
    {
        CliRun run = Run("@" + _folder.Write("q.eql", $"any where s == \"{new string('x', 1024 * 1024)}\""));
        AssertFindsNothing(run, "QueryTooLarge");
    }

    [Fact]
    public void A_query_file_beyond_all_measure_is_refused()
    {
        CliRun run = Run("@" + _folder.Write("q.eql", new string(' ', 17 * 1024 * 1024)));
        Assert.Equal(ExitCode.Failure, run.ExitCode);
        Assert.EndsWith("cannot be read: it is longer than 16 MB\n", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(a{1000}){1000}")]
    [InlineData("(a+)+b")]
    [InlineData("(a|aa)+$")]
    [InlineData("(.*a){25}")]
    public void Catastrophic_patterns_end_soon(string pattern)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        CliRun run = Run($"any where s regex \"{pattern}\"");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"took {watch.Elapsed}");
        AssertFindsNothing(run, "InvalidRegex");
    }

    // It may run, or be refused with a diagnostic of this code.
    private static void AssertFindsNothing(CliRun run, string code)
    {
        bool isRefused = run.ExitCode == ExitCode.Failure && run.Error.Contains($"error {code}", StringComparison.Ordinal);
        Assert.True(isRefused || (run.ExitCode == ExitCode.Success && run.Error.Length == 0), run.Error);
        Assert.Empty(run.Output);
    }

    private CliRun Run(string query)
    {
        CliRun? run = null;
        var thread = new Thread(() => run = CliRun.Of("query", query, _events), SmallStack);
        thread.Start();
        thread.Join();
        return run!;
    }
}
