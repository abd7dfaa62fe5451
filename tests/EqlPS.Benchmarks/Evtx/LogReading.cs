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

    private readonly FieldTable _wanted = Mappings.MappingSet.BuiltIn.Create(rules.Fields, Mappings.MappingProfile.Default).RawFields;
    private readonly EvtxReaderOptions _options = new() { Templates = new TemplateStore() };
    private readonly Dictionary<int, EventReaders> _mapped = [];
    private BlockReaders? _raw;

    /// <summary>Frames and templates of all records, no value.</summary>
    public long Frames()
    {
        long records = 0;
        foreach (string file in files)
        {
            using EvtxReader log = EvtxReader.TryOpen(file, _options, out string? error) ?? throw new InvalidDataException(error);
            foreach (EvtxChunk chunk in log.ReadChunks())
            {
                using (chunk)
                {
                    foreach (EvtxRecord record in chunk)
                    {
                        record.TryGetInstance(out _, out _);
                        records++;
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
        _raw ??= BlockReaders.ForRaw(_wanted);
        var faults = new FaultCounter();
        foreach (EventSource source in Sources())
        {
            using RawRecordReader reader = _raw.OpenRaw(source.Whole());
            while (reader.Read(faults))
            {
                records++;
                for (int slot = 0; slot < _wanted.Count; slot++)
                {
                    reader.Value(slot);
                }
            }
        }

        return records;
    }

    /// <summary>Mapped events, in one thread.</summary>
    public long Mapped()
    {
        EventReaders readers = ReadersOf(0);
        var context = new EvaluationContext(rules.Fields.Count);
        return Sources().Sum(source => Count(readers, source.Whole(), context));
    }

    /// <summary>Mapped events, in blocks; each thread cuts the next one itself, so that no more cores are busy than there are threads.</summary>
    public long Mapped(int threads)
    {
        using IEnumerator<EventBlock> blocks = Sources().SelectMany(source => source.Blocks()).GetEnumerator();
        EventReaders[] own = Enumerable.Range(1, threads).Select(ReadersOf).ToArray();
        Task<long>[] workers = own.Select(readers => Task.Factory.StartNew(
            () =>
            {
                var context = new EvaluationContext(rules.Fields.Count);
                long records = 0;
                while (Next(blocks) is EventBlock block)
                {
                    records += Count(readers, block, context);
                }

                return records;
            },
            TaskCreationOptions.LongRunning)).ToArray();
        return workers.Sum(worker => worker.Result);
    }

    private static EventBlock? Next(IEnumerator<EventBlock> blocks)
    {
        lock (blocks)
        {
            return blocks.MoveNext() ? blocks.Current : null;
        }
    }

    // Those of a thread are kept between passes: what is measured is reading, not getting ready.
    private EventReaders ReadersOf(int thread)
    {
        if (!_mapped.TryGetValue(thread, out EventReaders? readers))
        {
            _mapped.Add(thread, readers = new EventReaders(rules.Fields, ReadingMode.Default, TimestampField));
        }

        return readers;
    }

    private static long Count(EventReaders readers, EventBlock block, EvaluationContext context)
    {
        long records = 0;
        using EventReader reader = readers.OpenBlock(block);
        while (reader.Read(context))
        {
            records++;
            for (int slot = 0; slot < context.FieldCount; slot++)
            {
                context.Field(slot);
            }
        }

        return records;
    }

    private IEnumerable<EventSource> Sources() =>
        files.SelectMany(file => EventSources.Open(InputSource.OfFile(file, rules.Schema), new InputLossLog()));
}
