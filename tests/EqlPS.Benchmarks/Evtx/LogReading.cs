using System.Collections.Concurrent;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Events.Evtx;
using EqlPS.Events.Evtx.BinaryXml;
using EqlPS.Events.Input;
using EqlPS.Events.Raw;
using EqlPS.Hunting;
using EqlPS.Values;

namespace EqlPS.Benchmarks.Evtx;

/// <summary>The ways of reading event logs that are measured; each gives the number of records it read.</summary>
internal sealed class LogReading(IReadOnlyList<string> files, CompiledRuleSet rules)
{
    private const string TimestampField = "@timestamp";

    /// <summary>Frames and templates of all records, no value.</summary>
    public long Frames()
    {
        long records = 0;
        var options = new EvtxReaderOptions { Templates = new TemplateStore() };
        foreach (string file in files)
        {
            using EvtxReader log = EvtxReader.TryOpen(file, options, out string? error) ?? throw new InvalidDataException(error);
            foreach (EvtxChunk chunk in log.ReadChunks())
            {
                using (chunk)
                {
                    foreach (EvtxRecord record in chunk)
                    {
                        records += record.TryGetInstance(out _, out _) ? 1 : 1;
                    }
                }
            }
        }

        return records;
    }

    /// <summary>The values that the mapping needs, as text, not mapped.</summary>
    public long Raw()
    {
        long records = 0;
        FieldTable wanted = Mappings.MappingSet.BuiltIn.Create(rules.Fields, Mappings.MappingProfile.Default).RawFields;
        var readers = BlockReaders.ForRaw(wanted);
        var slots = new EqlValue[wanted.Count];
        var faults = new FaultCounter();
        foreach (EventSource source in Sources())
        {
            using RawRecordReader reader = readers.OpenRaw(source.Whole());
            while (reader.Read(slots, faults))
            {
                records++;
            }
        }

        return records;
    }

    /// <summary>Mapped events, in one thread.</summary>
    public long Mapped()
    {
        var readers = new EventReaders(rules.Fields, ReadingMode.Default, TimestampField);
        var context = new EvaluationContext(rules.Fields.Count);
        return Sources().Sum(source => Count(readers, source.Whole(), context));
    }

    /// <summary>Mapped events, in blocks that several threads read while this one cuts them.</summary>
    public long Mapped(int threads)
    {
        using var blocks = new BlockingCollection<EventBlock>(threads * 4);
        Task<long>[] workers = Enumerable.Range(0, threads).Select(_ => Task.Factory.StartNew(
            () =>
            {
                var readers = new EventReaders(rules.Fields, ReadingMode.Default, TimestampField);
                var context = new EvaluationContext(rules.Fields.Count);
                return blocks.GetConsumingEnumerable().Sum(block => Count(readers, block, context));
            },
            TaskCreationOptions.LongRunning)).ToArray();
        foreach (EventBlock block in Sources().SelectMany(source => source.Blocks()))
        {
            blocks.Add(block);
        }

        blocks.CompleteAdding();
        return workers.Sum(worker => worker.Result);
    }

    private static long Count(EventReaders readers, EventBlock block, EvaluationContext context)
    {
        long records = 0;
        using EventReader reader = readers.OpenBlock(block);
        while (reader.Read(context))
        {
            records++;
        }

        return records;
    }

    private IEnumerable<EventSource> Sources() =>
        files.SelectMany(file => EventSources.Open(InputSource.OfFile(file, rules.Schema), new InputLossLog()));
}
