using System.IO.Compression;
using System.Text;
using EqlPS.Events;
using EqlPS.Events.Input;
using EqlPS.Events.Parallel;
using EqlPS.Evaluation;
using EqlPS.Schema;

namespace EqlPS.Tests.Events;

/// <summary>Many inputs read on several threads give the same, in the same order, as on one, and a run can be stopped anywhere.</summary>
public sealed class BlockPipelineTests
{
    private static readonly BlockSize Small = new(300, 3000, 1);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Everything_comes_in_the_order_of_the_inputs(int threads)
    {
        var ids = new List<string>();
        var sources = new List<string>();
        foreach (BlockStep step in Run(Inputs(), threads, CancellationToken.None))
        {
            switch (step)
            {
                case PartRead<string> part:
                    ids.Add(part.Part);
                    break;
                case SourceRead read:
                    sources.Add($"{read.Source.Name} {read.Outcome.Events} {read.Outcome.Losses.Count} {read.Outcome.HasRecords}");
                    break;
                case SourceRefused refused:
                    sources.Add(refused.Message.Split(';')[0]);
                    break;
                case InputRead input:
                    sources.Add($"end of {input.Input.Name} {input.Losses.Count}");
                    break;
            }
        }

        Assert.Equal(
        [
            "lines 500 1 True", "end of lines 0",
            "not here: gone", "end of not here 0",
            "archive!0 100 0 True",
            "archive!1: this is no event log that begins with \"prose\"",
            "archive!2 100 0 True",
            "end of archive 0",
            "array 300 0 True", "end of array 0",
            "empty 0 0 False", "end of empty 0",
        ],
        sources);
        Assert.Equal(500 + 200 + 300, ids.Count);
        Assert.Equal(Enumerable.Range(0, 500).Select(i => $"lines {i}"), ids.Take(500));
        Assert.Equal(Enumerable.Range(0, 300).Select(i => $"array {i}"), ids.Skip(700));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_caller_may_stop_anywhere(int threads)
    {
        for (int taken = 0; taken < 1000; taken += 97)
        {
            Assert.Equal(taken, Run(Inputs(), threads, CancellationToken.None).Take(taken).Count());
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_run_can_be_cancelled(int threads)
    {
        using var cancellation = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            foreach (BlockStep step in Run(Inputs(), threads, cancellation.Token))
            {
                if (step is SourceRead)
                {
                    cancellation.Cancel();
                }
            }
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void What_goes_wrong_on_a_thread_is_thrown_to_the_caller(int threads)
    {
        var pipeline = new BlockPipeline<string>(() => new Worker { FailsAt = "250" }, threads, Small);
        var error = Assert.Throws<InvalidOperationException>(() => pipeline.Run(Inputs(), CancellationToken.None).Count());
        Assert.Equal("at 250", error.Message);
    }

    private static IEnumerable<BlockStep> Run(InputSource[] inputs, int threads, CancellationToken cancellation) =>
        new BlockPipeline<string>(() => new Worker(), threads, Small).Run(inputs, cancellation);

    private static InputSource[] Inputs() =>
    [
        Input("lines", Lines(500).Replace("\n{\"id\":7}", "\n{broken\n{\"id\":7}", StringComparison.Ordinal)),
        new("not here", () => throw new FileNotFoundException("gone"), FieldSchema.Open("@timestamp")),
        new("archive", () => new MemoryStream(Archive()), FieldSchema.Open("@timestamp")),
        Input("array", "[" + Lines(300).Trim().Replace('\n', ',') + "]"),
        Input("empty", string.Empty),
    ];

    private static InputSource Input(string name, string text) =>
        new(name, () => new MemoryStream(Encoding.UTF8.GetBytes(text)), FieldSchema.Open("@timestamp"));

    private static string Lines(int count) => string.Concat(Enumerable.Range(0, count).Select(i => $"{{\"id\":{i}}}\n"));

    private static byte[] Archive()
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (int member = 0; member < 3; member++)
            {
                using Stream stream = archive.CreateEntry($"{member}").Open();
                string text = member == 1 ? "prose" : member == 0 ? Lines(100) : "[" + Lines(100).Trim().Replace('\n', ',') + "]";
                stream.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return packed.ToArray();
    }

    private sealed class Worker : IBlockWorker<string>
    {
        private readonly FieldTable _fields = new();
        private readonly EventReaders _readers;
        private readonly int _id;

        public Worker()
        {
            _id = _fields.SlotOf("id");
            _readers = new EventReaders(_fields, ReadingMode.Default, "@timestamp");
        }

        public string? FailsAt { get; init; }

        public IEnumerable<string> Read(EventBlock block, BlockOutcome outcome)
        {
            using EventReader reader = _readers.OpenBlock(block);
            var context = new EvaluationContext(_fields.Count);
            while (reader.Read(context))
            {
                outcome.Events++;
                string id = context.Field(_id).ToString();
                if (id == FailsAt)
                {
                    throw new InvalidOperationException($"at {id}");
                }

                yield return $"{block.Source.Name} {id}";
            }

            outcome.Note(block, reader.Location);
            outcome.Losses.Append(reader.Losses);
        }

        public int SizeOf(string part) => part.Length;
    }
}
