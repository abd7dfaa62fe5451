using System.Text;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Events.Input;
using EqlPS.Events.Parallel;
using EqlPS.Hunting;
using EqlPS.Hunting.Files;
using EqlPS.Schema;
using EqlPS.Tests.Evtx.Writing;
using static EqlPS.Tests.Hunting.HuntRunner;

namespace EqlPS.Tests.Events;

/// <summary>Files on a disk, small ones that a thread opens itself and large ones that are cut by turns, give the same on any number of threads.</summary>
public sealed class FilePipelineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eqlps-files-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Many_small_and_some_large_files_give_the_same_on_any_number_of_threads()
    {
        string[] files = WriteFiles();
        List<string> expected = Read(files, threads: 1);
        Assert.True(expected.Count > 2000, $"only {expected.Count} steps");
        foreach (int threads in new[] { 2, 3, 8 })
        {
            Assert.Equal(expected, Read(files, threads));
        }
    }

    [Fact]
    public void Hunts_through_files_give_the_same_alerts_on_any_number_of_threads()
    {
        CompiledRuleSet rules = CompiledRuleSet.Compile(
            [Rule("one", "any where event.code == \"1\" or id == 7"), Rule("two", "sequence with maxspan=1s [any where id == 1] [any where id == 2]")]);
        string[] files = WriteFiles();
        string expected = string.Join(" ", Hunt(rules, files, threads: 1));
        Assert.True(expected.Length > 100);
        foreach (int threads in new[] { 2, 3, 8 })
        {
            Assert.Equal(expected, string.Join(" ", Hunt(rules, files, threads)));
        }
    }

    [Fact]
    public void Whoever_stops_early_lets_go_of_the_files()
    {
        string[] files = WriteFiles();
        for (int taken = 1; taken < 400; taken += 57)
        {
            var pipeline = new BlockPipeline<string>(() => new Lines(), 3);
            Assert.Equal(taken, pipeline.Run(files.Select(Input).ToArray(), CancellationToken.None).Take(taken).Count());
        }

        foreach (string file in files.Where(File.Exists))
        {
            using var alone = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
    }

    private static List<string> Read(string[] files, int threads) =>
        new BlockPipeline<string>(() => new Lines(), threads).Run(files.Select(Input).ToArray(), CancellationToken.None).Select(Show).ToList();

    private static IEnumerable<string> Hunt(CompiledRuleSet rules, string[] files, int threads) =>
        new FileHunt(rules, new HuntOptions { Now = Now }, new FileHuntOptions { Threads = threads, KeepsMemorySmall = true })
            .Run(files.Select(Input).ToArray(), CancellationToken.None).OfType<AlertFound>().Select(step => step.Alert.Id);

    private static string Show(BlockStep step) => step switch
    {
        PartRead<string> part => part.Part,
        BlockRead block => $"block {block.Block.Number} {block.Events} {block.Bytes}",
        SourceRead source => $"source {source.Source.Name} {source.Outcome.Events} {source.Outcome.Losses.Count}",
        SourceRefused refused => refused.Name,
        InputRead input => $"input {input.Input.Name}",
        SourceBegun begun => $"begin {begun.Source.Name}",
        _ => step.ToString(),
    };

    private static InputSource Input(string file) => InputSource.OfFile(file, FieldSchema.Open("@timestamp"));

    private string[] WriteFiles()
    {
        var random = new Random(11);
        for (int i = 0; i < 60; i++)
        {
            File.WriteAllBytes(Path.Combine(_folder, $"f{i:00}"), i switch
            {
                _ when i % 3 == 0 => Log(random),
                7 => [],
                8 => "prose"u8.ToArray(),
                20 or 41 => Encoding.UTF8.GetBytes(Json(random, 40_000)),
                _ => Encoding.UTF8.GetBytes(Json(random, random.Next(1, 60))),
            });
        }

        return [.. Directory.GetFiles(_folder).Order(StringComparer.Ordinal), Path.Combine(_folder, "gone")];
    }

    private static string Json(Random random, int count) => string.Concat(Enumerable.Range(0, count)
        .Select(i => $"{{\"@timestamp\":{1_700_000_000_000 + random.Next(1_000_000)},\"id\":{random.Next(3000)},\"n\":{i}}}\n"));

    private static byte[] Log(Random random)
    {
        var events = new RandomEvents(random);
        return LogFile.Build(Enumerable.Range(0, random.Next(1, 4)).Select(chunk =>
        {
            var writer = new ChunkWriter();
            for (int i = 1; i <= 5; i++)
            {
                writer.Add((ulong)((chunk * 5) + i), events.Next());
            }

            return writer.Finish();
        }).ToArray());
    }

    private sealed class Lines : IBlockWorker<string>
    {
        private static readonly FieldTable Fields = new();

        private readonly EventReaders _readers = new(Fields, ReadingMode.Default, "@timestamp");

        public IEnumerable<string> Read(EventBlock block, BlockOutcome outcome)
        {
            using EventReader reader = _readers.OpenBlock(block);
            var context = new EvaluationContext(0);
            int sinceLast = 0;
            while (reader.Read(context))
            {
                outcome.Events++;
                if (sinceLast++ % 20 == 0)
                {
                    yield return $"{block.Source.Name} {reader.Location.Record} {reader.Location.Offset}";
                }
            }

            outcome.Note(block, reader.Location);
            outcome.Losses.Append(reader.Losses);
        }

        public int SizeOf(string part) => 100_000;
    }
}
