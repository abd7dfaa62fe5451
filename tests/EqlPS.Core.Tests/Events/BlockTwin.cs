using System.Collections.Concurrent;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Events.Input;
using EqlPS.Schema;

namespace EqlPS.Tests.Events;

/// <summary>Reads a source in one piece and in blocks, and writes down all that either says: they must be equal.</summary>
internal sealed class BlockTwin(ReadingMode mode = ReadingMode.Default)
{
    private static readonly string[] Wanted = ["@timestamp", "event.code", "process.name", "host.name", "id"];

    private readonly FieldTable _fields = Table();

    /// <summary>How many blocks the last source was cut into.</summary>
    public int BlockCount { get; private set; }

    /// <summary>All events and losses, read in one piece.</summary>
    public List<string> Whole(Func<Stream> open)
    {
        var lines = new List<string>();
        var losses = new InputLossLog();
        foreach (EventReader reader in NewReaders().Open(Input(open), losses))
        {
            using (reader)
            {
                Read(reader, lines);
                Add(reader.Losses, lines);
            }
        }

        Add(losses, lines);
        return lines;
    }

    /// <summary>The same in blocks that several threads read, put together in the order of the source.</summary>
    public List<string> InBlocks(Func<Stream> open, BlockSize size, int threads)
    {
        var lines = new List<string>();
        var losses = new InputLossLog();
        BlockCount = 0;
        foreach (EventSource source in EventSources.Open(Input(open), losses))
        {
            using var queue = new BlockingCollection<EventBlock>(boundedCapacity: 4);
            var parts = new ConcurrentDictionary<int, (List<string> Lines, InputLossLog Losses)>();
            Task[] workers = Enumerable.Range(0, threads).Select(_ => Task.Run(() => Work(queue, parts))).ToArray();
            int number = 0;
            foreach (EventBlock block in source.Blocks(size))
            {
                Assert.Equal(number++, block.Number);
                queue.Add(block);
            }

            queue.CompleteAdding();
            Task.WaitAll(workers);
            BlockCount += number;
            var merged = new InputLossLog();
            for (int part = 0; part < number; part++)
            {
                lines.AddRange(parts[part].Lines);
                merged.Append(parts[part].Losses);
            }

            Add(merged, lines);
        }

        Add(losses, lines);
        return lines;
    }

    private static FieldTable Table()
    {
        var fields = new FieldTable();
        foreach (string path in Wanted)
        {
            fields.SlotOf(path);
        }

        return fields;
    }

    private static InputSource Input(Func<Stream> open) => new("log", open, FieldSchema.Open("@timestamp"));

    private EventReaders NewReaders() => new(_fields, mode, "@timestamp");

    private void Work(BlockingCollection<EventBlock> queue, ConcurrentDictionary<int, (List<string> Lines, InputLossLog Losses)> parts)
    {
        EventReaders readers = NewReaders();
        foreach (EventBlock block in queue.GetConsumingEnumerable())
        {
            using EventReader reader = readers.OpenBlock(block);
            var lines = new List<string>();
            Read(reader, lines);
            parts[block.Number] = (lines, reader.Losses);
        }
    }

    private void Read(EventReader reader, List<string> lines)
    {
        var context = new EvaluationContext(_fields.Count);
        while (reader.Read(context))
        {
            SourceEvent kept = reader.Keep();
            Assert.Equal(reader.Location, kept.Location);
            string values = string.Join("|", context.All().Select(RawText.Show));
            lines.Add($"{reader.Location} {values} {Convert.ToHexString(kept.Sha256)} {System.Text.Encoding.UTF8.GetString(kept.Json)}");
        }
    }

    private static void Add(InputLossLog losses, List<string> lines)
    {
        lines.Add($"{losses.Count} lost, {losses.NoteCount} noted");
        lines.AddRange(losses.First.Select(loss => $"lost: {loss}"));
        lines.AddRange(losses.Notes.Select(note => $"noted: {note}"));
    }
}
