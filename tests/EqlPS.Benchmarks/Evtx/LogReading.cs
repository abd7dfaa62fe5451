using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Events.Evtx;
using EqlPS.Events.Evtx.BinaryXml;
using EqlPS.Events.Input;
using EqlPS.Events.Parallel;
using EqlPS.Events.Raw;
using EqlPS.Hunting;
using EqlPS.Hunting.Candidates;
using EqlPS.Hunting.Files;
using EqlPS.Values;

namespace EqlPS.Benchmarks.Evtx;

/// <summary>The ways of reading event logs that are measured; each gives the number of records it read.</summary>
internal sealed class LogReading(CompiledRuleSet rules)
{
    private const string TimestampField = "@timestamp";

    private readonly FieldTable _wanted = Mappings.MappingSet.BuiltIn.Create(rules.Fields, Mappings.MappingProfile.Default).RawFields;
    private readonly EvtxReaderOptions _options = new() { Templates = new TemplateStore() };
    private readonly List<Counter> _counters = [];
    private readonly List<Counter> _testers = [];
    private BlockReaders? _raw;

    /// <summary>Frames and templates of all records, no value.</summary>
    public long Frames(IEnumerable<string> files)
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
    public long Raw(IEnumerable<string> files)
    {
        long records = 0;
        _raw ??= BlockReaders.ForRaw(_wanted);
        var faults = new FaultCounter();
        foreach (EventSource source in files.Select(Input).SelectMany(input => EventSources.Open(input, new InputLossLog())))
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

    /// <summary>Mapped events with every field that they have, in the pipeline of <c>eqlps events</c> and <c>eqlps query</c>.</summary>
    public long Mapped(IEnumerable<string> files, int threads) => Count(_counters, () => new Counter(rules, null), files, threads);

    /// <summary>Mapped events, tested by the rules, which read what they ask for; nothing is kept.</summary>
    public long Tested(IEnumerable<string> files, int threads) =>
        Count(_testers, () => new Counter(rules, new RuleSetTester(rules)), files, threads);

    /// <summary>A whole hunt, in the pipeline of <c>eqlps hunt</c>.</summary>
    public long Hunt(IEnumerable<string> files, int threads) =>
        new FileHunt(rules, new HuntOptions(), new FileHuntOptions { Threads = threads, KeepsMemorySmall = true })
            .Run(files.Select(Input).ToArray(), CancellationToken.None).OfType<HuntEnded>().Single().Result.Counts.Events;

    private long Count(List<Counter> counters, Func<Counter> create, IEnumerable<string> files, int threads)
    {
        int next = 0;
        while (counters.Count < threads)
        {
            counters.Add(create());
        }

        // Those of a thread are kept between passes: what is measured is reading, not getting ready.
        return new BlockPipeline<long>(() => counters[next++], threads).Run(files.Select(Input).ToArray(), CancellationToken.None)
            .OfType<PartRead<long>>().Sum(read => read.Part);
    }

    private InputSource Input(string file) => InputSource.OfFile(file, rules.Schema);

    private sealed class Counter(CompiledRuleSet rules, RuleSetTester? tester) : IBlockWorker<long>
    {
        private readonly EventReaders _readers = new(rules.Fields, ReadingMode.Default, TimestampField);
        private readonly EvaluationContext _context = new(rules.Fields.Count);

        public IEnumerable<long> Read(EventBlock block, BlockOutcome outcome)
        {
            long records = 0;
            using EventReader reader = _readers.OpenBlock(block);
            while (reader.Read(_context))
            {
                records++;
                if (tester is not null)
                {
                    tester.Test(_context);
                }
                else
                {
                    ReadAll();
                }
            }

            outcome.Note(block, reader.Location);
            outcome.Losses.Append(reader.Losses);
            yield return records;
        }

        public int SizeOf(long part) => sizeof(long);

        private void ReadAll()
        {
            for (int slot = 0; slot < _context.FieldCount; slot++)
            {
                if (_context.MayHave(slot))
                {
                    _context.Field(slot);
                }
            }
        }
    }
}
