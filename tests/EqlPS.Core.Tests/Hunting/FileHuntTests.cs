using System.Globalization;
using System.Text;
using EqlPS.Alerts;
using EqlPS.Events;
using EqlPS.Events.Input;
using EqlPS.Hunting;
using EqlPS.Hunting.Files;
using EqlPS.Rules;
using static EqlPS.Tests.Hunting.HuntRunner;

namespace EqlPS.Tests.Hunting;

/// <summary>Hunts over files give the same for any number of threads, any order of the files and any size of blocks.</summary>
public sealed class FileHuntTests
{
    private static readonly EqlRule[] Rules =
    [
        Rule("cmd", "process where process.name : \"cmd.exe\""),
        Rule("pair", "sequence by id with maxspan=10s [process where a == 1] [process where a == 2]"),
        Rule("absent", "sequence by id with maxspan=5s [process where a == 1] ![any where a == 2]"),
        Rule("last", "process where a == 3 | tail 2"),
        Rule("sample", "sample by id [process where a == 1] [process where a == 3]"),
    ];

    [Theory]
    [InlineData(1, 1024 * 1024)]
    [InlineData(2, 64)]
    [InlineData(5, 1000)]
    public void ThreadsBlocksAndOrderOfFilesDoNotMatter(int threads, int blockSize)
    {
        CompiledRuleSet rules = CompiledRuleSet.Compile(Rules);
        (string Name, string Text)[] files = Files(seed: 3);
        string[] expected = Run(rules, new HuntOptions { Now = Now }, files).Alerts.Select(a => a.Id).OrderBy(id => id, StringComparer.Ordinal).ToArray();
        Assert.True(expected.Length > 100);
        var random = new Random(threads);
        string? streamed = null;
        for (int i = 0; i < 4; i++)
        {
            HuntStep[] steps = Hunt(rules, files.OrderBy(_ => random.Next()), threads, blockSize).ToArray();
            string[] found = steps.OfType<AlertFound>().Select(s => s.Alert.Id).ToArray();
            Assert.Equal(expected, found.OrderBy(id => id, StringComparer.Ordinal));
            streamed ??= string.Join(" ", found);
            Assert.Equal(streamed, string.Join(" ", found));
            Assert.Equal(files.Select(f => f.Name), steps.OfType<SourceFinished>().Select(s => s.Summary.Name));
            Assert.IsType<HuntEnded>(steps[^1]);
        }
    }

    [Fact]
    public void MoreKeptEventsThanMemoryHoldsAreOrderedAllTheSame()
    {
        // From the newest to the oldest; every 1,000th process has a second event.
        const int Count = 150_000;
        var text = new StringBuilder();
        for (int i = Count - 1; i >= 0; i--)
        {
            text.Append(CultureInfo.InvariantCulture, $"{{\"@timestamp\":{1_714_000_000_000L + i},\"event.category\":\"process\",\"id\":{i - (i % 1000 == 1 ? 1 : 0)},\"a\":1}}\n");
        }

        EqlRule[] rules = [Rule("pair", "sequence by id [process where a == 1] [process where a == 1]")];
        HuntResult result = Run(rules, text.ToString());
        Assert.Equal(Count / 1000, result.Alerts.Count);
        Assert.All(result.Alerts, alert => Assert.Equal(2, alert.Events.Count));
    }

    [Fact]
    public void CertainAlertsComeBeforeTheirSourceEnds()
    {
        CompiledRuleSet rules = CompiledRuleSet.Compile(Rules);
        HuntStep[] steps = Hunt(rules, Files(seed: 4), threads: 2, blockSize: 200).ToArray();
        int firstEnd = Array.FindIndex(steps, s => s is SourceFinished);
        Assert.Contains(steps.Take(firstEnd), s => s is AlertFound);
        SourceSummary[] sources = steps.OfType<SourceFinished>().Select(s => s.Summary).ToArray();
        Assert.Equal(steps.OfType<AlertFound>().Count(s => s.Alert.Rule.RuleId == "cmd"), sources.Sum(s => s.Alerts));
        Assert.Equal(((HuntEnded)steps[^1]).Result.Counts.Events, sources.Sum(s => s.Events));
    }

    [Fact]
    public void EventsMadeOfTheirRecordsLaterAreTheSame()
    {
        string[] records =
        [
            """{"EventID":1,"Channel":"Microsoft-Windows-Sysmon/Operational","SourceName":"Microsoft-Windows-Sysmon","Hostname":"h","UtcTime":"2024-05-01 10:00:00.123","EventTime":"2024-05-01 06:00:00","ProcessGuid":"{1}","Image":"C:\\a\\cmd.exe","CommandLine":"cmd /c dir","User":"D\\u"}""",
            """{"EventID":11,"Channel":"Microsoft-Windows-Sysmon/Operational","SourceName":"Microsoft-Windows-Sysmon","Hostname":"h","UtcTime":"2024-05-01 10:00:01.5","EventTime":"2024-05-01 06:00:01","ProcessGuid":"{1}","Image":"C:\\a\\cmd.exe","TargetFilename":"C:\\t\\x.dll"}""",
            """{"EventID":4688,"Channel":"Security","SourceName":"Microsoft-Windows-Security-Auditing","Hostname":"h","EventTime":"2024-05-01 06:00:02","NewProcessName":"C:\\b\\x.exe","SubjectUserName":"u"}""",
        ];
        CompiledRuleSet rules = CompiledRuleSet.Compile(
        [
            Rule("files", "sequence by host.name with maxspan=1m [process where event.code == \"1\"] [file where true]"),
            Rule("later", "sequence with maxspan=1m [file where true] [process where event.code == \"4688\"]"),
        ]);
        InputSource source = Source(rules, "s", string.Join("\n", records) + "\n");
        var whole = new Hunt(rules, new HuntOptions { Now = Now });
        using (EventReader reader = new EventReaders(rules.Fields, ReadingMode.Default, "@timestamp").OpenSingle(source))
        {
            whole.Read(reader, CancellationToken.None);
        }

        string[] expected = whole.Complete(CancellationToken.None).Alerts.Select(a => Document(a).GetRawText()).ToArray();
        Assert.Equal(2, expected.Length);
        Assert.Equal(expected, new FileHunt(rules, new HuntOptions { Now = Now, MemoryBudget = 1 }, new FileHuntOptions { Threads = 1 })
            .Run([source], CancellationToken.None).OfType<AlertFound>().Select(s => Document(s.Alert).GetRawText()));
    }

    [Fact]
    public void RulesMayGoByADateThatTheMappingWritesAsText()
    {
        // Sysmon's own time is the other way round.
        string[] records =
        [
            """{"EventID":1,"Channel":"Microsoft-Windows-Sysmon/Operational","SourceName":"Microsoft-Windows-Sysmon","Hostname":"h","UtcTime":"2024-05-01 10:00:05","EventTime":"2024-05-01 10:00:00","Image":"C:\\a\\cmd.exe"}""",
            """{"EventID":11,"Channel":"Microsoft-Windows-Sysmon/Operational","SourceName":"Microsoft-Windows-Sysmon","Hostname":"h","UtcTime":"2024-05-01 10:00:01","EventTime":"2024-05-01 10:00:01","TargetFilename":"C:\\t\\x.dll"}""",
        ];
        const string Query = "sequence by host.name with maxspan=1m [process where true] [file where event.created > \"2024-04-30\"]";
        EqlRule[] queries =
        [
            new EqlRule { RuleId = "created", Name = "created", Query = Query, TimestampField = "event.created" },
            Rule("own", "sequence by host.name with maxspan=1m [file where true] [process where true]"),
            Rule("text", "file where winlog.event_data.None == null and event.created == \"2024-05-01T10:00:01.000Z\""),
        ];
        CompiledRuleSet rules = CompiledRuleSet.Compile(queries);
        InputSource source = Source(rules, "s", string.Join("\n", records) + "\n");
        IEnumerable<string> found = new FileHunt(rules, new HuntOptions { Now = Now }, new FileHuntOptions { Threads = 1 })
            .Run([source], CancellationToken.None).OfType<AlertFound>().Select(s => s.Alert.Rule.RuleId);
        Assert.Equal(["created", "own", "text"], found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void BadFilesAreToldOfAndTheOthersAreRead()
    {
        CompiledRuleSet rules = CompiledRuleSet.Compile(Rules);
        string good = Event(1, "\"process.name\":\"cmd.exe\"");
        HuntStep[] steps = Hunt(rules, [("a", good + "{broken\n"), ("b", "\0\u0001\u0002\u0003"), ("d", good.Replace("\"n\":1", "\"n\":2"))], 2, 64,
            new InputSource("c", () => throw new IOException("locked"), rules.Schema)).ToArray();
        Assert.Equal(["a", "d"], steps.OfType<SourceFinished>().Select(s => s.Summary.Name));
        Assert.Equal(["b", "c"], steps.OfType<InputFailed>().Select(s => s.Name));
        Assert.Equal(1, steps.OfType<SourceFinished>().First().Summary.Losses.Count);
        Assert.Equal(2, steps.OfType<AlertFound>().Count());
    }

    [Fact]
    public void AFaultOnAWorkerReachesTheCaller()
    {
        CompiledRuleSet rules = CompiledRuleSet.Compile(Rules);
        var source = new InputSource("s", () => new FailingStream(new InvalidOperationException("fault")), rules.Schema);
        Assert.Throws<InvalidOperationException>(() => Hunt(rules, [], 2, 64, source).ToArray());
    }

    [Fact]
    public void CancellationEndsAHuntThatWaitsForInput()
    {
        CompiledRuleSet rules = CompiledRuleSet.Compile(Rules);
        using var cancellation = new CancellationTokenSource();
        using var blocking = new BlockingStream();
        var clock = System.Diagnostics.Stopwatch.StartNew();
        cancellation.CancelAfter(200);
        Assert.ThrowsAny<OperationCanceledException>(() => new FileHunt(rules, new HuntOptions(), new FileHuntOptions { Threads = 2 })
            .Run([new InputSource("s", () => blocking, rules.Schema)], cancellation.Token).ToArray());
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"it took {clock.Elapsed}");
    }

    [Fact]
    public void WhoeverTakesNoMoreStopsTheHunt()
    {
        CompiledRuleSet rules = CompiledRuleSet.Compile(Rules);
        Alert first = Hunt(rules, Files(seed: 5), 2, 64).OfType<AlertFound>().First().Alert;
        Assert.Equal("cmd", first.Rule.RuleId);
    }

    [Fact]
    public void ProgressIsTold()
    {
        CompiledRuleSet rules = CompiledRuleSet.Compile(Rules);
        var options = new FileHuntOptions { Threads = 1, ProgressPeriod = TimeSpan.Zero };
        InputSource[] inputs = Files(seed: 6).Select(f => Source(rules, f.Name, f.Text)).ToArray();
        HuntProgressed[] told = new FileHunt(rules, new HuntOptions(), options).Run(inputs, CancellationToken.None).OfType<HuntProgressed>().ToArray();
        Assert.Equal(inputs.Length, told[^1].InputsDone);
        Assert.Equal(told.Select(t => t.Events), told.Select(t => t.Events).OrderBy(e => e));
    }

    private static IEnumerable<HuntStep> Hunt(
        CompiledRuleSet rules, IEnumerable<(string Name, string Text)> files, int threads, int blockSize, params InputSource[] others)
    {
        var options = new FileHuntOptions { Threads = threads, BlockSize = new BlockSize(blockSize, 8 * 1024 * 1024, 1) };
        return new FileHunt(rules, new HuntOptions { Now = Now, MemoryBudget = blockSize }, options)
            .Run([.. files.Select(f => Source(rules, f.Name, f.Text)), .. others], CancellationToken.None);
    }

    private static InputSource Source(CompiledRuleSet rules, string name, string text) =>
        new(name, () => new MemoryStream(Encoding.UTF8.GetBytes(text)), rules.Schema);

    // Some lines stand in several files, and some twice in one.
    private static (string Name, string Text)[] Files(int seed)
    {
        var random = new Random(seed);
        string[] lines = Enumerable.Range(0, 200)
            .Select(i => Event(random.Next(60), $"\"id\":{random.Next(6)},\"a\":{random.Next(1, 5)},\"i\":{i},\"process.name\":\"{(random.Next(3) == 0 ? "CMD.exe" : "x")}\""))
            .ToArray();
        return Enumerable.Range(0, 5)
            .Select(f => ($"file{f}", string.Concat(Enumerable.Range(0, 120).Select(_ => lines[random.Next(lines.Length)]))))
            .ToArray();
    }

    private sealed class FailingStream(Exception error) : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count) => throw error;
    }

    private sealed class BlockingStream : MemoryStream
    {
        private readonly ManualResetEventSlim _never = new();

        public override int Read(byte[] buffer, int offset, int count)
        {
            _never.Wait();
            return 0;
        }
    }
}
